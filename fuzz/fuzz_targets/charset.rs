#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dechaff_fuzz::charset(data));

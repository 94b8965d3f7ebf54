//! Shares and flags as features of blocks, parts and pages have them.

/// A part of a whole, which is never taken for less than one.
pub(crate) fn share(part: u32, whole: u32) -> f32 {
    part as f32 / whole.max(1) as f32
}

pub(crate) fn flag(is_so: bool) -> f32 {
    f32::from(u8::from(is_so))
}

//! Structs of numbers that are read by name in tables and by position in sums.

macro_rules! named_values {
    ($(#[$outer:meta])* $type:ident: $($(#[$doc:meta])* $name:ident,)*) => {
        $(#[$outer])*
        #[derive(Debug, Clone)]
        pub(crate) struct $type { $($(#[$doc])* pub(crate) $name: f32,)* }

        impl $type {
            /// Nothing known yet: every value `NAN`.
            #[allow(dead_code, reason = "not every struct is filled piece by piece")]
            pub(crate) const ABSENT: Self = $type { $($name: f32::NAN,)* };

            /// Names in the order of `values`.
            pub(crate) const NAMES: &'static [&'static str] = &[$(stringify!($name),)*];

            /// Values in the order of `NAMES`.
            pub(crate) fn values(&self) -> [f32; Self::NAMES.len()] {
                [$(self.$name,)*]
            }
        }
    };
}

pub(super) use named_values;

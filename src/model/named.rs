//! Structs of numbers that are read by name in tables and by position in sums.

macro_rules! named_values {
    ($(#[$outer:meta])* $type:ident: $($(#[$doc:meta])* $name:ident,)*) => {
        $(#[$outer])*
        #[derive(Debug, Clone)]
        pub(crate) struct $type { $($(#[$doc])* pub(crate) $name: f32,)* }

        /// Nothing known yet: every value `NAN`.
        impl Default for $type {
            fn default() -> Self {
                $type { $($name: f32::NAN,)* }
            }
        }

        impl $type {
            /// Names in the order of `values`.
            pub(crate) const NAMES: &'static [&'static str] = &[$(stringify!($name),)*];

            /// Values in the order of `NAMES`.
            pub(crate) fn values(&self) -> [f32; Self::NAMES.len()] {
                [$(self.$name,)*]
            }
        }
    };
}

pub(crate) use named_values;

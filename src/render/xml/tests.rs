//! XML of articles made by hand.

//! `--explain`: an account of one article for a terminal.

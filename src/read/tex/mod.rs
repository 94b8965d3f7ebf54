//! Formulas that a page writes as TeX: raw in its text, for a script to draw, or given with what shows it.

mod element;
mod image;
mod raw;
mod words;

use memchr::memmem::Finder;
use once_cell::sync::Lazy;

pub(crate) use element::{displays_text, tex_of_attributes, tex_of_text};
pub(crate) use image::tex_of_image;
pub(crate) use raw::formulas;

/// File names of MathJax that do not have its own name in them.
const MATHJAX_FILES: [&str; 4] = ["tex-chtml", "tex-mml-chtml", "tex-svg", "tex-mml-svg"];
/// The word that all of [`SETUPS`] have; made ready once, since nearly every script is asked for it.
static WORD: Lazy<Finder<'static>> = Lazy::new(|| Finder::new("Math"));

/// What inline scripts that set up MathJax or KaTeX call.
const SETUPS: [&str; 4] = ["MathJax.Hub", "MathJax =", "MathJax={", "renderMathInElement"];

/// Whether the address of a script is that of MathJax or KaTeX: then single dollar signs may set off formulas.
pub(crate) fn is_math_loader(script_src: &str) -> bool {
    // All of the names have one.
    if memchr::memchr2(b'x', b'X', script_src.as_bytes()).is_none() {
        return false;
    }
    let path = script_src.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    path.split('/').any(|part| part.contains("mathjax") || part.contains("katex"))
        || MATHJAX_FILES.iter().any(|file| path.rsplit('/').next().is_some_and(|last| last.starts_with(file)))
}

/// Whether an inline script sets up MathJax or KaTeX, as some pages do that load them by script.
pub(crate) fn is_math_setup(script: &str) -> bool {
    WORD.find(script.as_bytes()).is_some()
        && SETUPS.iter().any(|setup| memchr::memmem::find(script.as_bytes(), setup.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loaders_are_known_by_their_files() {
        for src in [
            "https://cdn.example/npm/mathjax@3/es5/tex-mml-chtml.js",
            "/js/MathJax.js?config=TeX-AMS_HTML",
            "https://cdn.example/katex@0.16/dist/katex.min.js",
            "/assets/contrib/auto-render-katex.js",
            "/es5/tex-svg.js",
        ] {
            assert!(is_math_loader(src), "{src}");
        }
        for src in ["", "/js/app.js", "/js/app.js?skip=mathjax", "/latex-svg.js", "/math.js"] {
            assert!(!is_math_loader(src), "{src}");
        }
    }

    #[test]
    fn setups_are_known_by_their_calls() {
        assert!(is_math_setup("window.MathJax = {tex: {}};"));
        assert!(is_math_setup("MathJax.Hub.Config({});"));
        assert!(is_math_setup("renderMathInElement(document.body);"));
        assert!(!is_math_setup("var mathjax = false;"));
    }
}

use super::mathml::{MAX_ELEMENTS, MathMl};
use crate::document::tex::Formula;

/// Feeds markup of ours: tags with quoted attributes, text, and a few references.
fn read(markup: &str) -> Option<Formula> {
    let mut math: Option<MathMl> = None;
    for part in markup.split_inclusive('>').flat_map(|part| {
        let (text, tag) = part.split_at(part.find('<').unwrap_or(part.len()));
        [text, tag]
    }) {
        match (&mut math, part.strip_prefix('<').and_then(|tag| tag.strip_suffix('>'))) {
            (_, None) if part.is_empty() => {}
            (Some(math), None) => {
                math.text(&part.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
            }
            (Some(_), Some("/math")) => {}
            (Some(math), Some(tag)) if tag.starts_with('/') => math.close(),
            (_, Some(tag)) => {
                let empty = tag.ends_with('/');
                let (name, attributes) = tag_parts(tag.trim_end_matches('/'));
                match &mut math {
                    Some(math) => {
                        math.open(name, &attributes);
                        if empty {
                            math.close();
                        }
                    }
                    None => math = Some(MathMl::new(&attributes)),
                }
            }
            (None, None) => {}
        }
    }
    math?.finish()
}

fn tag_parts(tag: &str) -> (&str, Vec<(&str, &str)>) {
    let (name, rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut pairs = rest.split('"');
    let mut attributes = Vec::new();
    while let (Some(key), Some(value)) = (pairs.next(), pairs.next()) {
        attributes.push((key.trim().trim_end_matches('='), value));
    }
    (name, attributes)
}

#[track_caller]
fn converts(inside: &str, tex: &str) {
    let formula = read(&format!("<math>{inside}</math>"));
    assert_eq!(formula.map(|formula| formula.tex).as_deref(), Some(tex), "{inside}");
}

#[test]
fn the_source_wins() {
    let presentation = "<mi>x</mi>";
    let annotated = |encoding: &str| {
        format!(
            "<math><semantics>{presentation}<annotation encoding=\"{encoding}\">y^2</annotation></semantics></math>"
        )
    };
    for encoding in ["application/x-tex", "TeX", "LaTeX", "application/x-latex"] {
        assert_eq!(read(&annotated(encoding)).unwrap().tex, "y^2", "{encoding}");
    }
    assert_eq!(read(&annotated("StarMath 5.0")).unwrap().tex, "x");
    for attribute in ["alttext=\"{\\displaystyle y^2}\"", "data-latex=\"y^2\""] {
        assert_eq!(read(&format!("<math {attribute}>{presentation}</math>")).unwrap().tex, "y^2");
    }
    assert_eq!(read("<math alttext=\"x squared plus one\"><mi>x</mi></math>").unwrap().tex, "x");
    assert_eq!(read("<math alttext=\"%\"><mi>x</mi></math>").unwrap().tex, "x");
}

#[test]
fn a_formula_says_whether_it_is_displayed() {
    assert!(read("<math display=\"block\"><mi>x</mi></math>").unwrap().display);
    assert!(read("<math mode=\"display\"><mi>x</mi></math>").unwrap().display);
    assert!(!read("<math display=\"inline\"><mi>x</mi></math>").unwrap().display);
}

#[test]
fn letters_and_numbers() {
    converts("<mi>x</mi><mo>=</mo><mn>3.14</mn>", "x=3.14");
    converts("<mi>α</mi><mi>x</mi>", "\\alpha x");
    converts("<mi>α</mi><mn>2</mn>", "\\alpha2");
    converts("<mi>sin</mi><mo>\u{2061}</mo><mi>x</mi>", "\\sin x");
    converts("<mi>Re</mi>", "\\mathrm{Re}");
    converts("<mi mathvariant=\"normal\">d</mi><mi>t</mi>", "\\mathrm{d}t");
    converts("<mi mathvariant=\"bold\">v</mi>", "\\mathbf{v}");
    converts("<mi mathvariant=\"bold\">α</mi>", "\\boldsymbol{\\alpha}");
    converts("<mi mathvariant=\"normal\">∞</mi>", "\\infty");
    converts(
        "<mi>ℝ</mi><mi>𝔽</mi><mi>𝑥</mi><mi>𝐀</mi><mi>𝜋</mi><mn>𝟏</mn>",
        "\\mathbb{R}\\mathbb{F}x\\mathbf{A}\\pi\\mathbf{1}",
    );
}

#[test]
fn operators() {
    converts("<mi>a</mi><mo>≤</mo><mi>b</mi>", "a\\leq b");
    converts("<mi>a</mi><mo>&lt;</mo><mi>b</mi>", "a<b");
    converts("<mn>2</mn><mo>\u{2062}</mo><mi>x</mi><mo>−</mo><mn>1</mn>", "2x-1");
    converts("<mi>p</mi><mo>%</mo>", "p\\%");
    converts("<mi>a</mi><mo>:=</mo><mi>b</mi>", "a:=b");
    converts("<mo>Tr</mo><mi>A</mi>", "\\operatorname{Tr}A");
    converts("<mi>x</mi><mtext> if </mtext><mi>y</mi>", "x\\text{ if }y");
    converts("<mtext>100 % of_it</mtext>", "\\text{100 \\% of\\_it}");
    converts("<mi>x</mi><mspace width=\"1em\"/><mi>y</mi>", "x\\quad y");
}

#[test]
fn fractions_and_roots() {
    converts("<mfrac><mi>d</mi><mi>t</mi></mfrac>", "\\frac{d}{t}");
    converts("<mfrac bevelled=\"true\"><mi>d</mi><mi>t</mi></mfrac>", "d/t");
    converts(
        "<mrow><mo>(</mo><mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo></mrow>",
        "\\binom{n}{k}",
    );
    converts("<mfrac linethickness=\"0pt\"><mi>n</mi><mi>k</mi></mfrac>", "\\genfrac{}{}{0pt}{}{n}{k}");
    converts("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "\\sqrt{x+1}");
    converts("<mroot><mi>x</mi><mn>3</mn></mroot>", "\\sqrt[3]{x}");
}

#[test]
fn scripts() {
    converts("<msup><mn>10</mn><mrow><mo>−</mo><mn>3</mn></mrow></msup>", "10^{-3}");
    converts("<msub><mi>x</mi><mi>i</mi></msub>", "x_i");
    converts("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_i^2");
    converts("<msup><mi>f</mi><mo>′</mo></msup><mo>(</mo><mi>x</mi><mo>)</mo>", "f'(x)");
    converts("<msup><mrow><mi>a</mi><mi>b</mi></mrow><mn>2</mn></msup>", "{ab}^2");
    converts(
        "<msup><mrow><mo>(</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo>)</mo></mrow><mn>2</mn></msup>",
        "(a+b)^2",
    );
    converts("<msup><msup><mi>a</mi><mn>2</mn></msup><mn>3</mn></msup>", "{a^2}^3");
    converts("<msup><mn>90</mn><mo>°</mo></msup>", "90^{\\circ}");
    converts("<msub><mrow/><mi>i</mi></msub>", "{}_i");
    converts(
        "<mmultiscripts><mi>C</mi><mn>1</mn><none/><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
        "{}_6^{14}C_1",
    );
    converts(
        "<mmultiscripts><mi>He</mi><mprescripts/><mn>2</mn><mn>4</mn></mmultiscripts>",
        "{}_2^4\\mathrm{He}",
    );
}

#[test]
fn limits_and_accents() {
    converts(
        "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
        "\\sum_{i=1}^ni",
    );
    converts("<munder><mo>lim</mo><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder>", "\\lim_{x\\to0}");
    converts("<munderover><mo>∫</mo><mn>0</mn><mi>∞</mi></munderover>", "\\int_0^{\\infty}");
    converts("<mover><mi>x</mi><mo>→</mo></mover>", "\\vec{x}");
    converts("<mover><mrow><mi>A</mi><mi>B</mi></mrow><mo>→</mo></mover>", "\\overrightarrow{AB}");
    converts("<mover accent=\"true\"><mi>x</mi><mo>^</mo></mover>", "\\hat{x}");
    converts("<mover><mi>x</mi><mo>¯</mo></mover>", "\\bar{x}");
    converts("<mover><mo>→</mo><mi>f</mi></mover>", "\\xrightarrow{f}");
    converts("<munder><munder><mi>x</mi><mo>⏟</mo></munder><mi>n</mi></munder>", "\\underbrace{x}_n");
    converts("<mover><mo>=</mo><mtext>def</mtext></mover>", "\\overset{\\text{def}}{=}");
}

#[test]
fn fences_and_tables() {
    converts("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)");
    converts("<mfenced open=\"|\" close=\"|\"><mi>a</mi></mfenced>", "|a|");
    converts("<mfenced open=\"\" close=\"|\"><mi>a</mi></mfenced>", "\\left. a\\right|");
    converts(
        "<mrow><mo>(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>)</mo></mrow>",
        "\\left(\\frac{a}{b}\\right)",
    );
    converts("<mrow><mo>(</mo><mi>a</mi><mo>)</mo><mo>(</mo><mi>b</mi><mo>)</mo></mrow>", "(a)(b)");
    let rows = "<mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr>";
    let table = format!("<mtable>{rows}</mtable>");
    converts(&table, "\\begin{matrix}a & b\\\\ 0 & 1\\end{matrix}");
    converts(
        &format!("<mrow><mo>[</mo>{table}<mo>]</mo></mrow>"),
        "\\begin{bmatrix}a & b\\\\ 0 & 1\\end{bmatrix}",
    );
    converts(&format!("<mfenced>{table}</mfenced>"), "\\begin{pmatrix}a & b\\\\ 0 & 1\\end{pmatrix}");
    converts(&format!("<mrow><mo>{{</mo>{table}</mrow>"), "\\begin{cases}a & b\\\\ 0 & 1\\end{cases}");
    converts(
        &format!("<mtable columnalign=\"right left\">{rows}</mtable>"),
        "\\begin{aligned}a & b\\\\ 0 & 1\\end{aligned}",
    );
    converts(
        "<mtable><mlabeledtr><mtd><mtext>(1)</mtext></mtd><mtd><mi>x</mi></mtd></mlabeledtr></mtable>",
        "\\begin{matrix}x\\end{matrix}",
    );
}

#[test]
fn what_encloses_and_what_is_hidden() {
    converts("<menclose notation=\"updiagonalstrike\"><mi>x</mi></menclose>", "\\cancel{x}");
    converts("<menclose notation=\"box\"><mi>x</mi></menclose>", "\\boxed{x}");
    converts("<mi>a</mi><mphantom><mi>x</mi></mphantom>", "a\\phantom{x}");
    converts("<semantics><mi>x</mi><annotation-xml><ci>x</ci></annotation-xml></semantics>", "x");
}

#[test]
fn sloppy_markup_keeps_what_it_shows() {
    converts("x", "\\text{x}");
    converts("<mfrac><mi>a</mi></mfrac>", "a");
    converts("<mtext><span>if</span></mtext>", "\\text{if}");
    converts("<mi>x", "x");
    converts("<mi>x</mi></mi></mi>", "x");
    assert_eq!(read("<math></math>"), None);
    assert_eq!(read("<math><apply><power/><ci>x</ci><cn>2</cn></apply></math>"), None);
    assert_eq!(read("<math><mrow> </mrow></math>"), None);
}

fn nested(name: &str, depth: usize) -> Option<Formula> {
    let mut math = MathMl::new(&[]);
    for _ in 0..depth {
        math.open(name, &[]);
    }
    math.open("mi", &[]);
    math.text("x");
    for _ in 0..=depth {
        math.close();
    }
    math.finish()
}

#[test]
fn hostile_formulas_are_given_up() {
    assert_eq!(nested("mrow", 150).unwrap().tex, "x");
    assert_eq!(nested("mrow", 100_000), None);
    assert_eq!(nested("msqrt", 1_000_000), None);
    let mut wide = MathMl::new(&[]);
    for _ in 0..1_000_000 {
        wide.open("mi", &[]);
        wide.text("x");
        wide.close();
    }
    assert!(wide.frames[0].children.len() <= MAX_ELEMENTS);
    assert_eq!(wide.finish(), None);
}

#[test]
fn a_source_that_is_too_long_is_none() {
    let long = "x".repeat(1 << 20);
    let mut math = MathMl::new(&[("alttext", &long)]);
    math.open("semantics", &[]);
    math.open("mi", &[]);
    math.text("y");
    math.close();
    math.open("annotation", &[("encoding", "application/x-tex")]);
    math.text(&long);
    math.close();
    assert_eq!(math.finish().unwrap().tex, "y");
}

/// A sign as MathJax draws it.
fn glyph(sign: char) -> String {
    format!("<mjx-c class=\"mjx-c{:X}\"></mjx-c>", u32::from(sign))
}

fn drawn(name: &str, sign: char) -> String {
    format!("<mjx-{name}>{}</mjx-{name}>", glyph(sign))
}

#[test]
fn what_mathjax_draws_is_read() {
    let (x, two, n) = (drawn("mi", '𝑥'), drawn("mn", '2'), drawn("mi", '𝑛'));
    let cases = [
        (format!("{x}{}{two}", drawn("mo", '=')), "x=2"),
        (format!("<mjx-msup>{x}<mjx-script>{two}</mjx-script></mjx-msup>"), "x^2"),
        (format!("<mjx-msub>{x}<mjx-script>{n}</mjx-script></mjx-msub>"), "x_n"),
        (
            format!(
                "<mjx-msubsup>{x}<mjx-script>{two}<mjx-spacer></mjx-spacer>{n}</mjx-script></mjx-msubsup>"
            ),
            "x_n^2",
        ),
        (
            format!(
                "<mjx-mfrac><mjx-frac><mjx-num><mjx-nstrut></mjx-nstrut>{x}</mjx-num><mjx-dbox><mjx-dtable>\
                 <mjx-line></mjx-line><mjx-row><mjx-den>{two}</mjx-den></mjx-row></mjx-dtable></mjx-dbox></mjx-frac>\
                 </mjx-mfrac>"
            ),
            "\\frac{x}{2}",
        ),
        (
            format!(
                "<mjx-msqrt><mjx-sqrt><mjx-surd>{}</mjx-surd><mjx-box>{x}</mjx-box></mjx-sqrt></mjx-msqrt>",
                drawn("mo", '√')
            ),
            "\\sqrt{x}",
        ),
        (
            format!(
                "<mjx-mroot><mjx-sqrt><mjx-root>{n}</mjx-root><mjx-surd></mjx-surd><mjx-box>{x}</mjx-box></mjx-sqrt>\
                 </mjx-mroot>"
            ),
            "\\sqrt[n]{x}",
        ),
    ];
    for (inside, tex) in cases {
        converts(&inside, tex);
    }
}

#[test]
fn what_mathjax_draws_over_and_under_is_read() {
    let (x, two, n) = (drawn("mi", '𝑥'), drawn("mn", '2'), drawn("mi", '𝑛'));
    let cases = [
        (
            format!(
                "<mjx-munderover><mjx-over>{n}</mjx-over><mjx-box><mjx-munder><mjx-row><mjx-base>{}</mjx-base>\
                 </mjx-row><mjx-row><mjx-under>{two}</mjx-under></mjx-row></mjx-munder></mjx-box></mjx-munderover>{x}",
                drawn("mo", '∑')
            ),
            "\\sum_2^nx",
        ),
        (
            format!(
                "<mjx-munderover limits=\"false\">{}<mjx-script>{n}{two}</mjx-script></mjx-munderover>",
                drawn("mo", '∑')
            ),
            "\\sum_2^n",
        ),
        (
            format!(
                "<mjx-mover><mjx-over>{}</mjx-over><mjx-base>{x}</mjx-base></mjx-mover>",
                drawn("mo", '→')
            ),
            "\\vec{x}",
        ),
        (
            format!(
                "{}<mjx-mfrac><mjx-frac atop=\"true\"><mjx-num>{n}</mjx-num><mjx-dbox>{two}</mjx-dbox></mjx-frac>\
                 </mjx-mfrac>{}",
                drawn("mo", '('),
                drawn("mo", ')')
            ),
            "\\binom{n}{2}",
        ),
        (format!("<mjx-mtext>{}\n {}</mjx-mtext>", glyph('i'), glyph('f')), "\\text{if}"),
        ("<mjx-mtext><mjx-utext>if so</mjx-utext></mjx-mtext>".to_owned(), "\\text{if so}"),
        (
            format!(
                "<mjx-mo><mjx-stretchy-v class=\"mjx-c28\"><mjx-beg>{}</mjx-beg></mjx-stretchy-v></mjx-mo>{x}{}",
                glyph('('),
                drawn("mo", ')')
            ),
            "(x)",
        ),
    ];
    for (inside, tex) in cases {
        converts(&inside, tex);
    }
    assert_eq!(read(&format!("<math><mjx-mmultiscripts>{x}</mjx-mmultiscripts></math>")), None);
}

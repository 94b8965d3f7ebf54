use super::*;

fn hiding(css: &str, name: &str, classes: &str, id: &str) -> Option<Hiding> {
    let mut rules = StyleRules::default();
    rules.add(css);
    rules.hiding(name, classes, id)
}

fn hides(css: &str) -> bool {
    hiding(css, "p", "x y", "z").is_some()
}

#[test]
fn simple_selectors_hide() {
    for css in [
        ".x{display:none}",
        "#z { color: red; display : none !important }",
        "a, p.x, b { visibility: hidden }",
        ".y.x{display:none}",
        "#z.y{display:none}",
        "/* a { */ .x{display:none}",
        "@charset \"a{\"; .x{display:none}",
        "@media screen { .a{color:red} .x{display:none} }",
        "@layer base { .x{display:none} }",
        ".x{content:'}';display:none}",
        ".x{/* } */color:red;display:none}",
        ".a{background:url(a/b.png)}.x{color:red;display:none}",
        ".a{content:\"{\"}.b{color:red}.x{display:none}",
        ".a[href='{']{color:red}.x{display:none}",
        "@media print{a{content:'}}'}/* } */ b{c:url(d/e)} f{} }.x{display:none}",
        ".x{display:none; .y{display:block}}",
        ".x{display:none",
    ] {
        assert!(hides(css), "{css}");
    }
}

#[test]
fn what_hides_only_sometimes_does_not() {
    for css in [
        "",
        ".x{display:block}",
        ".js .x{display:none}",
        ".x:hover{display:none}",
        ".a>.x{display:none}",
        "div.x{display:none}",
        ".x.y.w{display:none}",
        ".X{display:none}",
        "p{display:none}",
        ".md\\:x{display:none}",
        "@media (max-width: 600px){.x{display:none}}",
        "@media screen and (max-width: 600px){.x{display:none}}",
        "@media print{.x{display:none}}",
        ".x /* unusual */{display:none}",
        "@supports (display:grid){.x{display:none}}",
        "@keyframes a{from{display:none}}",
        "@media print{a{content:'}}'} b{/* } */} .x{display:none}}",
        "@media print{a{b:c}/ .x{display:none}",
        ".x{position:absolute;top:0;left:0;width:100%}",
        ".x{display:var(--none)}",
    ] {
        assert!(!hides(css), "{css}");
    }
}

#[test]
fn the_cascade_decides() {
    for (css, expected) in [
        (".x{display:none}.x{display:block}", false),
        (".x{display:block}.x{display:none}", true),
        (".x{display:none}.y{display:block}", false),
        (".y{display:block}.x{display:none}", true),
        (".x.y{display:block}.x{display:none}", false),
        ("#z{display:block}.x{display:none}", false),
        (".x{display:none!important}#z{display:block}", true),
        (".x{display:none}@media print{.x{display:block}}", true),
        (".x{display:none}@media (min-width:9px){.x{display:block}}", true),
        (".x{visibility:hidden}.x{display:block}", true),
    ] {
        assert_eq!(hides(css), expected, "{css}");
    }
}

#[test]
fn text_for_screen_readers_is_told_apart() {
    for css in [
        ".x{position:absolute;width:1px;height:1px;overflow:hidden}",
        ".x{clip:rect(1px, 1px, 1px, 1px);position:absolute!important}",
        ".x{position:absolute;clip-path:inset(50%)}",
        ".x{position:absolute;left:-9999px}",
    ] {
        assert_eq!(hiding(css, "p", "x", ""), Some(Hiding::VisuallyHidden), "{css}");
        let shown = format!("{css}.x{{position:static!important;clip:auto}}");
        assert_eq!(hiding(&shown, "p", "x", ""), None, "{shown}");
    }
    assert_eq!(hiding(".x{display:none}", "p", "x", ""), Some(Hiding::Hidden));
}

#[test]
fn elements_without_names_are_free() {
    assert_eq!(hiding(".x{display:none}", "p", "", ""), None);
    assert_eq!(hiding("#{display:none}.{display:none}", "p", "", ""), None);
}

/// Every rule fits every element in its first name.
#[test]
fn many_rules_and_many_elements_are_quick() {
    let count = if cfg!(debug_assertions) { 5_000 } else { 50_000 };
    let css: String = (0..count).map(|i| format!(".a.b{i},p{i}.a,.c{i}.a{{display:none}}")).collect();
    let mut rules = StyleRules::default();
    let start = std::time::Instant::now();
    rules.add(&css);
    let hidden = (0..count).filter(|i| rules.hiding("p", &format!("a b{i}"), "").is_some()).count();
    assert_eq!(hidden, count);
    for piece in ["{", ".a{", "@media print{", "/*", "'", "\\", ".a,", "@layer a{"] {
        StyleRules::default().add(&format!("none{}", piece.repeat(count)));
    }
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

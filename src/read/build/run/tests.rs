use super::*;

#[test]
fn words_are_copied_up_to_what_is_no_single_space() {
    let odd =
        ["  ", "\n", " \t", "\u{a0}", "\u{ad}", "\u{200b}", " \u{2003}", "\u{b}", "\u{feff}", "\u{3000}"];
    for length in 0..40 {
        let words: String = (0..length).map(|at| if at % 5 == 3 { 'é' } else { 'a' }).collect();
        let spaced: String =
            words.chars().enumerate().map(|(at, c)| if at % 6 == 4 { ' ' } else { c }).collect();
        for text in [&words, &spaced, &words.replace('é', "€"), &spaced.replace('é', "ж")] {
            let text = text.trim_end();
            assert_eq!(words_of_line(text), text.len(), "{text:?}");
            for odd in odd {
                let mixed = format!("{text}{odd}{text}");
                assert_eq!(words_of_line(&mixed), text.len(), "{mixed:?}");
                assert_eq!(collapsed(&mixed), mixed.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
    assert_eq!((words_of_line(" a"), words_of_line("a "), words_of_line("")), (0, 1, 0));
}

#[test]
fn blank_text_is_nothing_but_white_space_of_ascii() {
    for text in [" ", "\n", "\n        ", "        \t\t\u{b}\u{c}\r\n  ", "                "] {
        assert!(is_all_blank(text), "{text:?}");
        assert!(!is_all_blank(&format!("{text}a{text}")) && !is_all_blank(&format!("{text}\u{a0}")));
    }
    assert!(!is_all_blank(""));
}

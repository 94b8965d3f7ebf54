//! Lines that are frames, and lines of articles that only look like them.

use super::*;

/// Kind and weight of the frame in a text.
fn found(text: &str) -> Option<(&'static str, bool)> {
    find(text, &mut String::new()).map(|frame| (frame.kind.name(), frame.is_certain))
}

#[test]
fn fixed_notices_are_found_with_any_name() {
    for (text, kind) in [
        ("Follow The Harbour Post on Facebook and Twitter", "follow_prompt"),
        ("Follow us on X, Instagram & YouTube!", "follow_prompt"),
        ("Download the Harbour Post app", "app_download"),
        ("Sign up for our free newsletter", "newsletter_prompt"),
        ("We are facing unprecedented challenges. Stand with us.", "paywall_login"),
        ("Good journalism costs money. Support The Harbour Post from as little as £2.", "paywall_login"),
        ("Harbour Post is not responsible for the content of external sites.", "legal_footer"),
        (
            "This story has been published from a wire agency feed without modifications to the text.",
            "syndication_notice",
        ),
        ("This article originally appeared on The Quay.", "syndication_notice"),
        ("First published on Oct 13, 2021", "dateline"),
        ("list 2 of 4", "image_caption"),
        ("Image 1 of 12", "image_caption"),
        ("end of list", "image_caption"),
        ("Story continues below advertisement", "ad_label"),
        ("Folgen Sie der Hafenpost auf Instagram", "follow_prompt"),
        ("Téléchargez l'application Le Quai", "app_download"),
        ("Подписывайтесь на наш канал в Telegram", "follow_prompt"),
    ] {
        assert_eq!(found(text), Some((kind, true)), "{text}");
    }
}

#[test]
fn a_row_of_buttons_is_no_heading_about_networks() {
    for text in [
        "Facebook Twitter Email Copy link",
        "카카오톡 페이스북 트위터 URL복사",
        "Facebook, X und WhatsApp drucken",
    ] {
        assert_eq!(found(text), Some(("share_prompt", true)), "{text}");
    }
    for text in [
        "Facebook and Twitter",
        "Instagram copies links",
        "Facebook Twitter Email Copy link was removed in May.",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn a_lead_in_goes_with_its_headline() {
    for text in [
        "Read AlsoHarbour's plan for a new crane",
        "Read also: harbour gets a new crane",
        "Related ArticlesWhy cranes lean",
        "ALSO READ | Crane leans over the quay",
        "Also on quay.com Crane leans, owner shrugs",
        "Also on quay.com ‘It always leaned,’ says owner",
        "More: Crane leans over the quay",
        "» Lesen Sie auch: Der Kran und sein Schatten",
        "Читайте также: Кран над причалом",
        "À lire aussi La grue qui penche",
        "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ: Ο γερανός του λιμανιού",
        "Lea también: La grúa que se inclina",
        "LEGGI ANCHE – La gru che pende",
        "关联阅读：码头的起重机",
    ] {
        assert_eq!(found(text), Some(("related_links", true)), "{text}");
    }
}

#[test]
fn sentences_of_an_article_are_no_frames() {
    for text in [
        "Read more books, she told the pupils.",
        "“Read more: it costs nothing,” she told the pupils.",
        "Read also Goethe, he said, and you will know the harbour.",
        "Follow the river on foot and you come to the mill.",
        "Follow the money, the auditor said on Twitter on Monday.",
        "Also on Monday, the minister resigned.",
        "Support for the mayor fell to a third in the autumn.",
        "Support independent shops, the mayor asked the people of the old town.",
        "We are facing north here, the skipper said.",
        "Watch the tide, the fishermen say, and the rest looks after itself.",
        "The newsletter of 1923 mentions a fire in the boat house.",
        "Your donation was never counted, the auditors told the court.",
        "Share prices fell on Tuesday after the bank had published its figures.",
        "Download speeds on the island doubled within a year.",
        "Related to this, the council has asked for a second opinion.",
        "Audio-visual equipment was stolen from the school.",
        "Image 1 of the series was sold for a fortune, its owner said.",
        "The harbour is not responsible for the damage, the judge found.",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn a_frame_may_be_one_sentence_of_an_appeal() {
    let appeal = "Nobody pays us but you. Please consider making a donation today. It takes a minute.";
    assert_eq!(found(appeal), Some(("paywall_login", true)));
    let longer = format!("{appeal} {}", "And the crane still leans. ".repeat(30));
    assert_eq!(found(&longer), None, "more than an appeal says");
}

#[test]
fn any_text_is_searched_without_harm() {
    for text in [
        "",
        " ",
        "…",
        "© ",
        "Also on ",
        "关",
        "Follow İstanbul on ",
        "\u{301}a",
        "read more:",
        "a.b.",
        "😀 read 😀",
    ] {
        let _ = find(text, &mut String::new());
    }
}

#[test]
fn words_are_compared_without_case_and_accents() {
    for (text, word, end) in [
        ("READ also", "read", Some(4)),
        ("A lire", "\u{e0}", Some(1)),
        ("\u{c0} lire", "\u{e0}", Some(2)),
        ("\u{10c}T\u{11a}TE", "\u{10d}t\u{11b}te", Some(7)),
        ("Rea", "read", None),
        ("Reed", "read", None),
        ("Reads", "read", None),
        ("Re\u{f8}d", "read", None),
    ] {
        assert_eq!(eat(text, 0, word, false), end, "{text}");
    }
    assert_eq!((eat("ReadAlso", 0, "read", false), eat("ReadAlso", 0, "read", true)), (None, Some(4)));
}

#[test]
fn words_end_before_signs_and_with_the_text() {
    for (text, end) in [
        ("Rain", Some(4)),
        ("Rain.", Some(4)),
        ("rt.com, again", Some(6)),
        ("Ann\u{2019}s rain", Some(7)),
        ("R\u{e4}in", Some(5)),
        (", rain", None),
        ("", None),
    ] {
        assert_eq!(word_end(text, 0), end, "{text}");
    }
    assert_eq!(
        [skip_gap("a b", 1), skip_gap("a, b", 1), skip_gap("a b", 2), skip_gap("a. b", 1)],
        [2, 3, 2, 1]
    );
}

#[test]
fn keys_are_the_letters_that_a_text_begins_with() {
    let mut room = String::new();
    assert_eq!(read_key("Read also", false, &mut room), ("Read", 4));
    assert_eq!(read_key("\u{c0} lire", false, &mut room), ("a", 2));
    assert_eq!(read_key("ReadAlso", true, &mut room), ("read", 4));
    assert_eq!(read_key("Read", false, &mut room), ("read", 4), "to the end of the text");
    assert_eq!(read_key("Datenschutzerklaerung", false, &mut room).0, "datenschutzerklaerung");
    assert_eq!(read_key("\u{5173}\u{8054}", false, &mut room), ("\u{5173}", 3));
}

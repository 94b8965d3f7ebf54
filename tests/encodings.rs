//! Pages in legacy encodings: named by the HTTP header, named by the page, or not named.
//!
//! The pages are made here, from sentences of our own, by encoding them: what is tested
//! is reading, and encoding_rs writes what its specification says.

use dechaff::{Flag, Input, clean};
use encoding_rs::Encoding;

/// Label, and a few sentences that need the encoding. Detection reads letter frequencies,
/// so every sample is as long as a short paragraph.
const SAMPLES: &[(&str, &str)] = &[
    (
        "gbk",
        "昨天下午，镇上的图书馆重新开放，许多居民带着孩子前来参观。馆长说，新的阅览室可以容纳两百名读者，周末也会开放。修缮工程历时两年，费用由镇政府和居民共同承担。",
    ),
    (
        "big5",
        "昨天下午，鎮上的圖書館重新開放，許多居民帶著孩子前來參觀。館長說，新的閱覽室可以容納兩百名讀者，週末也會開放。修繕工程歷時兩年，費用由鎮公所和居民共同承擔。",
    ),
    (
        "shift_jis",
        "昨日の午後、町の図書館が再び開館し、多くの住民が子どもを連れて訪れました。館長によると、新しい閲覧室には二百人が入れるそうです。改修工事には二年かかりました。",
    ),
    (
        "euc-jp",
        "昨日の午後、町の図書館が再び開館し、多くの住民が子どもを連れて訪れました。館長によると、新しい閲覧室には二百人が入れるそうです。改修工事には二年かかりました。",
    ),
    (
        "euc-kr",
        "어제 오후 마을 도서관이 다시 문을 열자 많은 주민들이 아이들을 데리고 찾아왔습니다. 관장은 새 열람실에 이백 명이 들어갈 수 있다고 말했습니다. 공사에는 이 년이 걸렸습니다.",
    ),
    (
        "windows-1250",
        "Včera odpoledne byla ve městě znovu otevřena knihovna a mnoho obyvatel přišlo i s dětmi. Ředitelka řekla, že nová čítárna pojme dvě stě čtenářů. Úpravy trvaly dva roky a zaplatili je společně obec a její občané.",
    ),
    (
        "iso-8859-2",
        "Wczoraj po południu otwarto ponownie bibliotekę w miasteczku i wielu mieszkańców przyszło z dziećmi. Kierowniczka powiedziała, że nowa czytelnia pomieści dwustu czytelników. Przebudowa trwała dwa lata, a zapłacili za nią wszyscy mieszkańcy, także ci, którzy książek nie lubią.",
    ),
    (
        "windows-1251",
        "Вчера днём в посёлке снова открылась библиотека, и многие жители пришли с детьми. Заведующая сказала, что новый читальный зал вмещает двести человек. Ремонт длился два года, и платили за него сообща.",
    ),
    (
        "koi8-r",
        "Вчера днём в посёлке снова открылась библиотека, и многие жители пришли с детьми. Заведующая сказала, что новый читальный зал вмещает двести человек. Ремонт длился два года, и платили за него сообща.",
    ),
    (
        "windows-1252",
        "Gestern Nachmittag öffnete die Bücherei im Städtchen wieder, und viele Bürger kamen mit ihren Kindern. Die Leiterin erzählte, dass der größere Lesesaal für zweihundert Gäste Plätze hätte. Der Umbau währte zwei Jahre, und die Kosten trugen die Anwohner größtenteils gemeinsam.",
    ),
    (
        "windows-1253",
        "Χθες το απόγευμα άνοιξε ξανά η βιβλιοθήκη της μικρής πόλης και πολλοί κάτοικοι ήρθαν με τα παιδιά τους. Η διευθύντρια είπε ότι το νέο αναγνωστήριο χωράει διακόσια άτομα. Οι εργασίες κράτησαν δύο χρόνια.",
    ),
    (
        "windows-1255",
        "אתמול אחר הצהריים נפתחה מחדש הספרייה בעיירה, ותושבים רבים באו עם ילדיהם. המנהלת אמרה שבאולם הקריאה החדש יש מקום למאתיים איש. השיפוץ נמשך שנתיים, והתושבים שילמו עליו יחד.",
    ),
    (
        "windows-1256",
        "أعيد افتتاح المكتبة في البلدة بعد ظهر أمس، وجاء كثير من السكان مع أطفالهم. وقالت المديرة إن قاعة القراءة الجديدة تتسع لمئتي شخص. استمر العمل سنتين، ودفع السكان نفقاته معا.",
    ),
];

fn page(meta: &str, text: &str) -> String {
    format!(
        "<!doctype html><html><head>{meta}<title>{}</title></head>\n<body><article><h1>{}</h1>\n<p>{text}</p>\n<p>{text}!</p></article></body></html>",
        first(text, 12),
        first(text, 12),
    )
}

fn first(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}

fn encode(label: &str, text: &str) -> Vec<u8> {
    let (bytes, encoding, unmappable) = Encoding::for_label(label.as_bytes()).unwrap().encode(text);
    assert!(!unmappable && encoding.name().eq_ignore_ascii_case(label), "{label} cannot write its sample");
    bytes.into_owned()
}

fn assert_reads(name: &str, bytes: &[u8], content_type: Option<&str>, sentence: &str) {
    let input = Input::from(bytes);
    let input = content_type.map_or(input.clone(), |content_type| input.with_content_type(content_type));
    let article = clean(input).unwrap();
    let body: Vec<&str> = article.body().map(|block| block.text()).collect();
    assert!(body.join("\n").contains(sentence), "{name}: {body:?}");
    assert!(!article.flags().contains(&Flag::InvalidBytes), "{name}");
}

#[test]
fn named_by_the_header() {
    for (label, text) in SAMPLES {
        let bytes = encode(label, &page("", text));
        for content_type in
            [format!("text/html; charset={label}"), format!("text/html;charset=\"{}\"", label.to_uppercase())]
        {
            assert_reads(&content_type, &bytes, Some(&content_type), text);
        }
    }
}

#[test]
fn named_by_the_page() {
    for (label, text) in SAMPLES {
        for meta in [
            format!("<meta charset={label}>"),
            format!(
                "<!-- <meta charset=utf-8> --><META content='text/html; charset={label}' http-equiv=Content-Type>"
            ),
        ] {
            assert_reads(&meta, &encode(label, &page(&meta, text)), Some("text/html"), text);
        }
    }
}

#[test]
fn named_by_an_xml_declaration() {
    for (label, text) in SAMPLES {
        let page = format!("<?xml version=\"1.0\" encoding=\"{label}\"?>\n{}", page("", text));
        assert_reads(label, &encode(label, &page), None, text);
    }
}

#[test]
fn detected() {
    for (label, text) in SAMPLES {
        assert_reads(label, &encode(label, &page("", text)), None, text);
    }
}

#[test]
fn detected_in_flattened_text() {
    for (label, text) in SAMPLES {
        let flat = format!("Home\nMenu\n\n{text}\n\n{text}!\n\nCopyright\n");
        assert_reads(label, &encode(label, &flat), None, text);
    }
}

#[test]
fn a_false_claim_of_utf8_does_not_hide_the_text() {
    for (label, text) in SAMPLES {
        let bytes = encode(label, &page("<meta charset=utf-8>", text));
        assert_reads(label, &bytes, Some("text/html; charset=utf-8"), text);
    }
}

#[test]
fn utf16_with_a_byte_order_mark() {
    for (_, text) in SAMPLES {
        let page = format!("\u{FEFF}{}", page("<meta charset=utf-8>", text));
        let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_reads("utf-16le", &little, Some("text/html; charset=iso-8859-1"), text);
        assert_reads("utf-16be", &big, None, text);
    }
}

#[test]
fn utf8_with_a_stale_declaration() {
    for (label, text) in SAMPLES {
        let page = page(&format!("<meta charset={label}>"), text);
        assert_reads(label, page.as_bytes(), Some(&format!("text/html; charset={label}")), text);
    }
}

use super::*;

fn page(line: &str) -> Document {
    crate::read::text::page(&format!("{line}\n\nPhoto: Fenwire/Ann Fenwick"), &crate::options::Limits::new())
}

fn read(line: &str) -> (Vec<String>, Vec<String>) {
    let mut out = Candidates::default();
    gather(&page(line), 0, &mut out);
    let values =
        |list: Vec<crate::metadata::Field<String>>| list.into_iter().map(|field| field.value).collect();
    (values(out.agencies), values(out.locations))
}

#[test]
fn lines_that_open_with_a_place_and_a_stop_are_not_passed_over() {
    for line in [
        "MOSCOW, Oct 12",
        "Rio de Janeiro da Costa: rain",
        "Århus – rain",
        "Tallinn. It rained",
        "Ely of the Great Fen (AP)",
    ] {
        assert!(may_open_with_place(line), "{line}");
    }
    for line in
        ["It rained all day in town, and", "Rain on 12 October, in", "Rain in town", "Wet! It rained."]
    {
        let name = stop(line, 0).map(|end| &line[..end]);
        assert!(!may_open_with_place(line) && !name.is_some_and(may_be_place), "{line}");
    }
}

#[test]
fn datelines_name_agency_and_place() {
    let moscow = (vec!["Reuters".to_owned()], vec!["Moscow".to_owned()]);
    assert_eq!(read("Reuters | Moscow | Updated: 12-10-2021 16:18 IST"), moscow);
    let rome = (vec!["ANSA".to_owned()], vec!["ROME".to_owned()]);
    assert_eq!(read("ROME, Oct 12 (ANSA) - It rained."), rome);
    let tallinn = (vec!["Fenwire".to_owned()], vec!["Tallinn".to_owned()]);
    assert_eq!(read("Fenwire | Tallinn | Updated: 14-03-2022 18:40 EET"), tallinn);
    assert_eq!(read("TALLINN, Sept. 30, 2020 /Fenwire/ -- It rained."), (vec![], vec!["TALLINN".into()]));
    assert_eq!(read("(ANSA) - ROME"), (vec!["ANSA".to_owned()], vec![]));
    assert_eq!(read("Rome, Oct 12 (ANSA) It rained."), (vec!["ANSA".to_owned()], vec!["Rome".to_owned()]));
}

#[test]
fn other_lines_name_neither() {
    let none = (vec![], vec![]);
    assert_eq!(read("Reuters | Privacy | Terms"), none);
    assert_eq!(read("The agency (Reuters) said it rained."), none);
    assert_eq!(read("rome (ANSA) - It rained."), none, "a place has a capital");
    assert_eq!(read("5 men (ANSA) - It rained."), none);
    assert_eq!(read("Updated: (ANSA) - It rained."), none);
    assert_eq!(read("Rome, 3 of 4 (Reuters) said it rained."), none);
    assert_eq!(read("Home | News | 12-10-2021"), none);
    assert_eq!(read("Sport | Football | Updated: 12-10-2021"), none);
    assert_eq!(read("NO, not before 2030 as it seems to me and to everybody who has seen it - never"), none);
}

#[test]
fn places_end_at_marks_with_spaces_beside_them() {
    for (head, end) in [
        ("Ely, wet", Some(3)),
        ("Ely / wet", Some(4)),
        ("Ely -- wet", Some(4)),
        ("Ely-- wet", Some(3)),
        ("Ely – wet", Some(4)),
        ("Ely. Wet", Some(3)),
        ("fen.example.", Some(11)),
        ("Ely.— wet", Some(3)),
        ("Ely/Fen-on-Sea “wet”", None),
        ("(wet", None),
        ("", None),
    ] {
        assert_eq!(stop(head, 0), end, "{head}");
    }
    assert_eq!(stop("Ely, wet, cold", 4), Some(8));
}

#[test]
fn lines_with_many_words_or_a_digit_open_with_no_place() {
    for line in ["San Francisco: wet", "Ely (AFP)", "Ely", "São"] {
        assert_eq!(may_open_with_place(line), line != "Ely", "{line}");
    }
    for line in ["It rained all day in town, says Ann", "Page 2, wet", "Wet?", ""] {
        assert!(!may_open_with_place(line), "{line}");
    }
}

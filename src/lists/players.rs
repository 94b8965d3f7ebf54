//! Players of films that pages embed: see `players.tsv`.

use once_cell::sync::Lazy;

use super::{Row, rows};

/// What a frame's address has in it, and the film's address.
static PLAYERS: Lazy<Vec<(&'static str, &'static str)>> = Lazy::new(|| {
    let row = |row: Row| Some((*row.first()?, *row.get(1)?));
    rows(include_str!("players.tsv")).filter_map(row).collect()
});

/// The address of the film that a frame plays, if it is a known player.
pub(crate) fn film_of(frame: &str) -> Option<String> {
    let after_scheme = frame.trim().trim_start_matches("https:").trim_start_matches("http:");
    let address = after_scheme.strip_prefix("//")?;
    let address = address.strip_prefix("www.").unwrap_or(address);
    let (film, name) =
        PLAYERS.iter().find_map(|(player, film)| Some((film, address.strip_prefix(player)?)))?;
    let name = name.split(['?', '#', '/', '&']).next().filter(|name| !name.is_empty())?;
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_name.then(|| film.replace("{}", name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_every_row_has_a_film() {
        assert!(PLAYERS.is_sorted() && PLAYERS.len() > 4);
        assert!(PLAYERS.iter().all(|(_, film)| film.starts_with("https://") && film.contains("{}")));
    }

    #[test]
    fn frames_of_known_players_are_films() {
        for (frame, film) in [
            ("https://www.youtube.com/embed/a_b-1?rel=0", Some("https://www.youtube.com/watch?v=a_b-1")),
            ("//player.vimeo.com/video/123#t=5", Some("https://vimeo.com/123")),
            ("https://www.youtube.com/embed/", None),
            ("https://ads.example/embed/1", None),
            ("javascript:f()", None),
        ] {
            assert_eq!(film_of(frame).as_deref(), film, "{frame}");
        }
    }
}

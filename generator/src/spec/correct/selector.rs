//! Selectors: the places of a spec that the `at` of a correction means.
//!
//! `*` stands for any letters within one part of a place: a verb, a segment of a path, the name of a member.
//! `**` stands for anything. Everything else stands for itself.

use crate::diagnostic::escape;

/// A place of the spec as selectors see it: with its other name, where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// As places are written: `GET /orders request.page`.
    pub(super) place: String,
    /// With `group/operation` for verb and path: `shop/find request.page`.
    pub(super) by_operation: Option<String>,
}

/// What an `at` says.
#[derive(Clone, Debug)]
pub(super) struct Selector<'a> {
    text: &'a str,
    pattern: Vec<Piece>,
    is_glob: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Letter(char),
    /// `*`
    WithinPart,
    /// `**`
    Anything,
}

impl<'a> Selector<'a> {
    /// Reads an `at`. Stars within quotes are letters.
    pub(super) fn read(text: &'a str) -> Self {
        let text = text.trim();
        let mut pattern = Vec::new();
        let mut in_quotes = false;
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '*' if !in_quotes && letters.next_if_eq(&'*').is_some() => pattern.push(Piece::Anything),
                '*' if !in_quotes => pattern.push(Piece::WithinPart),
                '\\' if in_quotes => {
                    pattern.push(Piece::Letter(letter));
                    pattern.extend(letters.next().map(Piece::Letter));
                }
                _ => {
                    in_quotes ^= letter == '"';
                    pattern.push(Piece::Letter(letter));
                }
            }
        }
        let is_glob = pattern.iter().any(|piece| !matches!(piece, Piece::Letter(_)));
        Self { text, pattern, is_glob }
    }

    /// Whether it may mean several places.
    pub(super) const fn is_glob(&self) -> bool {
        self.is_glob
    }

    /// Whether it means this place, by either name.
    pub(super) fn means(&self, named: &Named) -> bool {
        std::iter::once(&named.place).chain(&named.by_operation).any(|place| self.matches(place))
    }

    fn matches(&self, place: &str) -> bool {
        if !self.is_glob {
            return self.text == place;
        }
        // For each beginning of the pattern, whether it matches the part of the place that was read: every letter is
        // looked at once for each piece, whatever the pattern.
        let mut reached: Vec<bool> = vec![false; self.pattern.len() + 1];
        reached[0] = true;
        self.skip_stars(&mut reached);
        let mut parts = Parts::of(place);
        for letter in place.chars() {
            let is_separator = parts.ends_part(letter);
            let mut next = vec![false; reached.len()];
            for (at, piece) in self.pattern.iter().enumerate().filter(|(at, _)| reached[*at]) {
                match *piece {
                    Piece::Letter(expected) if expected == letter => next[at + 1] = true,
                    Piece::WithinPart if !is_separator => next[at] = true,
                    Piece::Anything => next[at] = true,
                    _ => {}
                }
            }
            self.skip_stars(&mut next);
            reached = next;
        }
        reached.last() == Some(&true)
    }

    /// A star may stand for nothing.
    fn skip_stars(&self, reached: &mut [bool]) {
        for (at, piece) in self.pattern.iter().enumerate() {
            if reached[at] && !matches!(piece, Piece::Letter(_)) {
                reached[at + 1] = true;
            }
        }
    }
}

/// Where the parts of a place end: dots of a path are letters of its segments, and so is all within quotes.
struct Parts {
    blanks: usize,
    has_path: bool,
    in_quotes: bool,
}

impl Parts {
    fn of(place: &str) -> Self {
        Self {
            blanks: 0,
            has_path: place.split_once(' ').is_some_and(|(verb, _)| !verb.contains('/')),
            in_quotes: false,
        }
    }

    fn ends_part(&mut self, letter: char) -> bool {
        self.in_quotes ^= letter == '"';
        self.blanks += usize::from(letter == ' ');
        let in_path = self.has_path && self.blanks == 1;
        match letter {
            _ if self.in_quotes => false,
            ' ' | '/' => true,
            '.' | '[' | ']' => !in_path,
            _ => false,
        }
    }
}

/// So many places are suggested.
const SUGGESTIONS: usize = 3;

/// Places less alike than this are no suggestion.
const ALIKE: f64 = 0.75;

/// The places most like an `at` that means none.
pub(super) fn nearest<'a>(at: &str, places: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut ranked: Vec<_> =
        places.map(|place| (likeness(at, place), place)).filter(|(likeness, _)| *likeness > ALIKE).collect();
    ranked.sort_by(|(one, place), (other, second)| other.total_cmp(one).then(place.cmp(second)));
    ranked.dedup_by_key(|(_, place)| *place);
    ranked.into_iter().take(SUGGESTIONS).map(|(_, place)| place).collect()
}

/// The same in words: ``the nearest are `GET /a` ``.
pub(super) fn suggested<'a>(at: &str, places: impl Iterator<Item = &'a str>) -> Option<String> {
    let found: Vec<_> =
        nearest(at.trim(), places).into_iter().map(|place| format!("`{}`", escape(place))).collect();
    (!found.is_empty()).then(|| format!("the nearest are {}", found.join(", ")))
}

/// How alike two places are: by their last words as much as by the whole.
fn likeness(at: &str, place: &str) -> f64 {
    let last = |text: &str| text.rsplit(['.', '/', ' ']).next().unwrap_or_default().to_owned();
    let whole = strsim::normalized_damerau_levenshtein(&short(at), &short(place));
    whole.midpoint(strsim::jaro_winkler(&last(at), &last(place)))
}

/// Comparing takes as many steps as the product of both lengths.
fn short(text: &str) -> String {
    const LONGEST: usize = 200;
    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, place: &str) -> bool {
        Selector::read(pattern).means(&Named { place: place.to_owned(), by_operation: None })
    }

    #[test]
    fn a_place_means_itself() {
        for place in
            ["GET /orders/{id}", "Order.lines[].price", r#"Order["a.b*"]"#, "envelope.code", "Map{}.x"]
        {
            assert!(matches(place, place), "{place}");
            assert!(
                !matches(place, &format!("{place}x")) && !matches(&format!("{place}x"), place),
                "{place}"
            );
        }
    }

    #[test]
    fn one_star_stays_within_a_part() {
        assert!(matches("* /v2/** header.user-id", "POST /v2/shop/orders header.user-id"));
        assert!(matches("GET /orders/*", "GET /orders/{id}"));
        assert!(matches("GET /*/orders", "GET /v1.0/orders"));
        assert!(!matches("GET /orders/*", "GET /orders/{id}/lines"));
        assert!(!matches("GET /orders/*", "GET /orders/{id} query.page"));
        assert!(matches("Order.*", "Order.price") && !matches("Order.*", "Order.lines[]"));
        assert!(matches("Order.*Time", "Order.createTime") && !matches("Order.*Time", "Order.a.createTime"));
        assert!(matches("Order[*]", r#"Order["a.b"]"#));
    }

    #[test]
    fn two_stars_go_anywhere() {
        assert!(matches("**.createTime", "Order.createTime"));
        assert!(matches("**.createTime", "GET /a response 200.data.lines[].createTime"));
        assert!(!matches("**.createTime", "Order.createTimes"));
        assert!(matches("**", "anything at all") && matches("Order**", "Order"));
    }

    #[test]
    fn stars_in_quotes_are_letters() {
        assert!(matches(r#"Order["*"]"#, r#"Order["*"]"#) && !matches(r#"Order["*"]"#, r#"Order["a"]"#));
        assert!(matches(r#"Order["\"*"].*"#, r#"Order["\"*"].x"#));
    }

    #[test]
    fn hostile_patterns_end() {
        let place = format!("Order.{}", "a".repeat(2000));
        assert!(!matches(&format!("{}b", "*a".repeat(200)), &place));
        assert!(!matches(&format!("{}b", "**a".repeat(200)), &place));
    }

    #[test]
    fn an_operation_is_another_name() {
        let named = Named {
            place: "POST /refund/modify request.refundType".to_owned(),
            by_operation: Some("shop/after_sales/refund_modify request.refundType".to_owned()),
        };
        for at in
            ["shop/after_sales/refund_modify request.refundType", "shop/**.refundType", "shop/*/* request.*"]
        {
            assert!(Selector::read(at).means(&named), "{at}");
        }
    }

    #[test]
    fn the_nearest_place_is_suggested() {
        let places = ["Order.price", "Order.pieces", "GET /orders query.page", "Customer.name"];
        assert_eq!(nearest("Order.prise", places.into_iter()).first(), Some(&"Order.price"));
        assert_eq!(nearest("GET /order query.page", places.into_iter()), ["GET /orders query.page"]);
        assert_eq!(nearest("zzzz", places.into_iter()), [""; 0]);
    }
}

//! The type language of the documentation: `integer <int64>`, `array [object {3}]`, `string | null`.

/// A type as a row prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeExpression {
    /// The words as printed, white space normalised to single blanks.
    pub words: String,
    /// What they mean.
    pub kind: TypeKind,
    /// Whether `| null` stands behind it.
    pub nullable: bool,
}

/// What a type expression means, before its `| null`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// `string`, `string <date-time>`
    String {
        /// Word in angle brackets.
        format: Option<String>,
    },
    /// `integer`, `integer <int64>`
    Integer {
        /// Word in angle brackets.
        format: Option<String>,
    },
    /// `number`, `number <double>`
    Number {
        /// Word in angle brackets.
        format: Option<String>,
    },
    /// `boolean`
    Boolean,
    /// `null`
    Null,
    /// `file`
    File,
    /// `any`
    Any,
    /// Words that are no type.
    Unread {
        /// The type word that looks most like them, where one does.
        closest: Option<&'static str>,
    },
    /// `object`, `object (Name)`, `object {3}`, `object (Name) {3}`
    Object {
        /// Name of the schema.
        name: Option<String>,
        /// Number of its fields.
        fields: Option<u32>,
    },
    /// `array[…]`, `array […]`
    Array(Box<TypeExpression>),
    /// `enum<string>`
    Enum(Box<TypeExpression>),
    /// `anyOf`, `Any of`
    AnyOf,
    /// `oneOf`, `One of`
    OneOf,
    /// `allOf`, `All of`
    AllOf,
}

/// Deeper arrays than this are not types but mischief.
const DEEPEST: usize = 12;

/// Longer lines than this are prose.
const LONGEST: usize = 1000;

/// The words a type expression may start with.
pub(in crate::scrape) const WORDS: [&str; 17] = [
    "string", "integer", "number", "boolean", "object", "array", "null", "file", "any", "enum", "anyOf",
    "oneOf", "allOf", "Any of", "One of", "All of", "array of",
];

impl TypeExpression {
    /// Reads what a row prints; `None` when it is no type expression.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        read(text, DEEPEST)
    }

    /// The type of a row whose printed type cannot be read.
    pub(in crate::scrape) fn unread(text: &str, closest: Option<&'static str>) -> Self {
        Self { words: normalised(text), kind: TypeKind::Unread { closest }, nullable: false }
    }

    /// `any`
    fn any() -> Self {
        Self { words: "any".to_owned(), kind: TypeKind::Any, nullable: false }
    }
}

fn normalised(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read(text: &str, depth: usize) -> Option<TypeExpression> {
    let depth = depth.checked_sub(1)?;
    let words = normalised(text);
    let (alternatives, nullable) = alternatives(&words);
    let kind = match alternatives.as_slice() {
        [] => TypeKind::Null,
        [only] => kind(only, depth)?,
        // `string | integer`: the words tell which.
        several => {
            for part in several {
                kind(part, depth)?;
            }
            TypeKind::AnyOf
        }
    };
    Some(TypeExpression { words, kind, nullable })
}

/// The parts between the `|` outside all brackets without `null`, and whether `null` was one of
/// several. `null` on its own is a type, so nothing is left of it.
fn alternatives(words: &str) -> (Vec<&str>, bool) {
    let mut open = 0_usize;
    let parts: Vec<&str> = words
        .split(|character| {
            match character {
                '(' | '[' | '{' | '<' => open += 1,
                ')' | ']' | '}' | '>' => open = open.saturating_sub(1),
                _ => {}
            }
            character == '|' && open == 0
        })
        .map(str::trim)
        .collect();
    let several = parts.len() > 1;
    let rest: Vec<&str> = parts.iter().copied().filter(|part| *part != "null").collect();
    let nullable = several && rest.len() < parts.len();
    (rest, nullable)
}

fn kind(words: &str, depth: usize) -> Option<TypeKind> {
    let end = words.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(words.len());
    let (word, rest) = words.split_at_checked(end)?;
    let rest = rest.trim();
    match (word, rest) {
        ("string", _) => Some(TypeKind::String { format: format(rest)? }),
        ("integer", _) => Some(TypeKind::Integer { format: format(rest)? }),
        ("number", _) => Some(TypeKind::Number { format: format(rest)? }),
        ("boolean", "") => Some(TypeKind::Boolean),
        ("file", "") => Some(TypeKind::File),
        ("any", "") => Some(TypeKind::Any),
        ("object", _) => object(rest),
        ("array", "" | "[]") => Some(TypeKind::Array(Box::new(TypeExpression::any()))),
        ("array", _) => {
            let item = rest.strip_prefix('[')?.strip_suffix(']')?;
            Some(TypeKind::Array(Box::new(read(item, depth)?)))
        }
        ("enum", _) => {
            let item = rest.strip_prefix('<')?.strip_suffix('>')?;
            Some(TypeKind::Enum(Box::new(read(item, depth)?)))
        }
        ("anyOf", "") | ("Any", "of") => Some(TypeKind::AnyOf),
        ("oneOf", "") | ("One", "of") => Some(TypeKind::OneOf),
        ("allOf", "") | ("All", "of") => Some(TypeKind::AllOf),
        _ => None,
    }
}

/// `<int64>` or nothing; the outer `None` means that something else stands there.
#[expect(clippy::option_option, reason = "no format and no type are different answers")]
fn format(rest: &str) -> Option<Option<String>> {
    if rest.is_empty() {
        return Some(None);
    }
    let format = rest.strip_prefix('<')?.strip_suffix('>')?.trim();
    (!format.is_empty() && !format.contains(['<', '>'])).then(|| Some(format.to_owned()))
}

/// `(Name) {3}`, either part or nothing.
fn object(rest: &str) -> Option<TypeKind> {
    let (name, fields) = match rest.rsplit_once('{') {
        Some((name, count)) if rest.ends_with('}') => {
            (name.trim(), Some(count.strip_suffix('}')?.trim().parse().ok()?))
        }
        _ => (rest, None),
    };
    if name.is_empty() {
        return Some(TypeKind::Object { name: None, fields });
    }
    let name = name.strip_prefix('(')?.strip_suffix(')')?.trim();
    (!name.is_empty()).then(|| TypeKind::Object { name: Some(name.to_owned()), fields })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(text: &str) -> TypeKind {
        TypeExpression::parse(text).expect(text).kind
    }

    fn object(name: Option<&str>, fields: Option<u32>) -> TypeKind {
        TypeKind::Object { name: name.map(str::to_owned), fields }
    }

    fn item_of(text: &str) -> TypeKind {
        match kind_of(text) {
            TypeKind::Array(item) | TypeKind::Enum(item) => item.kind,
            other => panic!("{text} is {other:?}"),
        }
    }

    #[test]
    fn scalars_have_formats() {
        assert_eq!(kind_of("string\u{a0}"), TypeKind::String { format: None });
        assert_eq!(kind_of("integer <int64>"), TypeKind::Integer { format: Some("int64".into()) });
        assert_eq!(kind_of("integer<int64>"), TypeKind::Integer { format: Some("int64".into()) });
        assert_eq!(kind_of("string <date-time>"), TypeKind::String { format: Some("date-time".into()) });
        assert_eq!(kind_of("number"), TypeKind::Number { format: None });
        assert_eq!(kind_of("boolean"), TypeKind::Boolean);
        assert_eq!(kind_of("null"), TypeKind::Null);
        assert_eq!(kind_of("file"), TypeKind::File);
    }

    #[test]
    fn null_is_an_alternative() {
        let nullable = TypeExpression::parse("string\u{a0}\u{a0}| null ").expect("type");
        assert_eq!(nullable.words, "string | null");
        assert!(nullable.nullable);
        assert_eq!(nullable.kind, TypeKind::String { format: None });
        assert!(!TypeExpression::parse("null").expect("type").nullable);
        assert!(TypeExpression::parse("object (A) | null").expect("type").nullable);
        assert_eq!(kind_of("string | integer"), TypeKind::AnyOf);
    }

    #[test]
    fn objects_have_names_and_counts() {
        assert_eq!(kind_of("object"), object(None, None));
        assert_eq!(kind_of("object (Name)"), object(Some("Name"), None));
        assert_eq!(kind_of("object {0}"), object(None, Some(0)));
        assert_eq!(kind_of("object (Name) {8}"), object(Some("Name"), Some(8)));
        assert_eq!(kind_of("object (退款«订单»)"), object(Some("退款«订单»"), None));
    }

    #[test]
    fn arrays_have_items() {
        assert_eq!(item_of("array[string]"), TypeKind::String { format: None });
        assert_eq!(item_of("array [object {3}]\u{a0}"), object(None, Some(3)));
        assert_eq!(item_of("array[object (Name) {8}]"), object(Some("Name"), Some(8)));
        assert_eq!(
            item_of("array[object (OrderEntryCount[]) {2}]"),
            object(Some("OrderEntryCount[]"), Some(2))
        );
        assert_eq!(item_of("array [anyOf]"), TypeKind::AnyOf);
        assert_eq!(item_of("enum<string>"), TypeKind::String { format: None });
        assert_eq!(item_of("array[array[integer]]"), kind_of("array[integer]"));
    }

    #[test]
    fn composed_types_have_words() {
        assert_eq!(kind_of("One of"), TypeKind::OneOf);
        assert_eq!(kind_of("anyOf"), TypeKind::AnyOf);
        assert_eq!(kind_of("allOf"), TypeKind::AllOf);
    }

    #[test]
    fn other_words_are_no_types() {
        for text in [
            "",
            "strng",
            "String",
            "stringent",
            "string of characters",
            "array[strng]",
            "object {x}",
            "| null |",
            "integer <>",
            "object ()",
            "a string",
        ] {
            assert_eq!(TypeExpression::parse(text), None, "{text}");
        }
    }

    #[test]
    fn hostile_nesting_ends() {
        let deep = |levels: usize| format!("{}string{}", "array[".repeat(levels), "]".repeat(levels));
        assert!(TypeExpression::parse(&deep(10)).is_some());
        assert_eq!(TypeExpression::parse(&deep(13)), None);
        assert_eq!(TypeExpression::parse(&deep(100_000)), None);
        assert_eq!(TypeExpression::parse(&"|".repeat(900)), None);
    }
}

//! One keyword each: what a schema states, in a short form, and what is told about it.

use super::*;
use crate::scrape::facts::{Badge, DiscriminatorFacts, FieldFacts, ValueFacts};
use crate::scrape::{json_text, yaml};

struct Known(Json);

impl Definitions for Known {
    fn find(&self, reference: &str) -> Option<(&str, &Json)> {
        let name = reference.strip_prefix("#/definitions/")?;
        self.0
            .members()
            .iter()
            .find(|(known, _)| known == name)
            .map(|(known, schema)| (known.as_str(), schema))
    }
}

/// The facts of a schema in YAML, beside definitions in YAML.
fn facts(schema: &str, definitions: &str) -> (SchemaFacts, Vec<Diagnostic>) {
    let schema = yaml::read(schema, 1).expect("YAML").0;
    let known = Known(yaml::read(definitions, 100).expect("YAML").0);
    let mut diagnostics = Vec::new();
    let facts = read(&schema, &"captures/a.md".into(), &known, &mut diagnostics);
    (facts, diagnostics)
}

fn values(values: &[ValueFacts]) -> String {
    if values.is_empty() {
        return String::new();
    }
    let shown = values.iter().map(|value| {
        let name = value.name.as_ref().map(|name| format!("={name}")).unwrap_or_default();
        let description = value.description.as_ref().map(|words| format!(":{words}")).unwrap_or_default();
        json_text::plain(&value.value) + &name + &description
    });
    format!("({})", shown.collect::<Vec<_>>().join("|"))
}

fn fields(fields: &[FieldFacts]) -> String {
    let shown = fields.iter().map(|field| {
        let mark = if field.presence == Some(Badge::Required) { "!" } else { "" };
        format!("{}{mark}: {}", field.name.value, show(&field.schema))
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn told_by(discriminator: &DiscriminatorFacts) -> String {
    let values: Vec<_> =
        discriminator.mapping.iter().map(|(value, name)| format!("({value}={name})")).collect();
    format!("{}{}", discriminator.member, values.concat())
}

fn several(name: &str, schemas: &[SchemaFacts]) -> String {
    format!("{name}[{}]", schemas.iter().map(show).collect::<Vec<_>>().join(", "))
}

/// A schema in a short form.
fn show(schema: &SchemaFacts) -> String {
    let format =
        |format: &Option<String>| format.as_ref().map(|word| format!("<{word}>")).unwrap_or_default();
    let shape = match &schema.shape {
        SchemaShape::Any => "any".to_owned(),
        SchemaShape::Null => "null".to_owned(),
        SchemaShape::String { format: word, values: listed } => {
            format!("string{}{}", format(word), values(listed))
        }
        SchemaShape::Integer { format: word, values: listed } => {
            format!("integer{}{}", format(word), values(listed))
        }
        SchemaShape::Number { format: word, values: listed } => {
            format!("number{}{}", format(word), values(listed))
        }
        SchemaShape::Boolean => "boolean".to_owned(),
        SchemaShape::Binary => "binary".to_owned(),
        SchemaShape::Array(item) => format!("[{}]", item.as_deref().map(show).unwrap_or_default()),
        SchemaShape::Map(value) => format!("map[{}]", value.as_deref().map(show).unwrap_or_default()),
        SchemaShape::Object { fields: members, rest } => {
            let rest = rest.as_deref().map(|rest| format!(" ..{}", show(rest))).unwrap_or_default();
            format!("{{{}{rest}}}", fields(members))
        }
        SchemaShape::OneOf { variants, discriminator } => {
            several(&format!("one{}", discriminator.as_ref().map(told_by).unwrap_or_default()), variants)
        }
        SchemaShape::AnyOf(variants) => several("any", variants),
        SchemaShape::AllOf(parts) => several("all", parts),
        SchemaShape::Reference(name) => format!("@{name}"),
        SchemaShape::Collapsed { .. } => "collapsed".to_owned(),
    };
    let bounds = schema.bounds.iter().fold(String::new(), |text, bound| text + " " + bound + ";");
    format!("{shape}{}{bounds}", if schema.nullable { "?" } else { "" })
}

/// Schema → its short form and the number of diagnostics.
fn check(rows: &[(&str, &str, usize)]) {
    let definitions = "Order: {type: object, properties: {id: {type: integer}, name: {type: string}}, required: [id]}\n\
        Plain: {type: string}";
    for (schema, expected, told) in rows {
        let (facts, diagnostics) = facts(schema, definitions);
        assert_eq!(
            (show(&facts).as_str(), diagnostics.len()),
            (*expected, *told),
            "{schema}\n{diagnostics:#?}"
        );
    }
}

#[test]
fn types_formats_and_null() {
    check(&[
        ("{type: string, format: date-time}", "string<date-time>", 0),
        ("{type: integer, format: int64, nullable: true}", "integer<int64>?", 0),
        ("{type: [number, 'null']}", "number?", 0),
        ("{type: [string, integer, 'null']}", "any[string, integer]?", 0),
        ("{type: 'null'}", "null", 0),
        ("{type: ['null']}", "null", 0),
        ("{type: string, format: binary}", "binary", 0),
        ("{type: string, contentMediaType: image/png}", "binary", 0),
        (
            "{type: string, contentMediaType: image/png, contentEncoding: base64}",
            "string<byte> encoded as base64; holds image/png;",
            0,
        ),
        ("{type: file}", "binary", 0),
        ("{}", "any", 0),
        ("true", "any", 0),
        ("{description: words}", "any", 0),
        ("{type: strng}", "any", 1),
        ("7", "any", 1),
    ]);
}

#[test]
fn types_that_are_only_shown() {
    check(&[
        ("{properties: {a: {minLength: 1}}}", "{a: string >= 1 characters;}", 0),
        ("{items: {type: string}}", "[string]", 0),
        ("{format: int32}", "integer<int32>", 0),
        ("{enum: [a, b]}", "string(a|b)", 0),
        ("{enum: [1, 2]}", "integer(1|2)", 0),
        ("{enum: [1, 2.5]}", "number(1|2.5)", 0),
        ("{enum: [a, 1, null]}", "any[integer(1), string(a)]?", 0),
    ]);
}

#[test]
fn listed_values_have_names_and_descriptions() {
    let tool = "{type: string, enum: [a, b], x-apifox-enum: [{value: a, name: First, description: one}, {value: b, name: ''}]}";
    check(&[
        (tool, "string(a=First:one|b)", 0),
        (&tool.replace("apifox", "apidog"), "string(a=First:one|b)", 0),
        ("{type: integer, x-apidog-enum: [{value: 1, description: one}]}", "integer(1:one)", 0),
        ("{type: integer, enum: [1], x-apidog-enum: [{value: '1', name: One}]}", "integer(1=One)", 0),
        ("{type: integer, enum: [1, 2], x-enum-varnames: [One, Two]}", "integer(1=One|2=Two)", 0),
        (
            "{type: string, enum: [a], x-enumNames: [A], x-enum-descriptions: {a: first}}",
            "string(a=A:first)",
            0,
        ),
        ("{const: cat}", "string(cat)", 0),
        ("{type: string, const: cat}", "string(cat)", 0),
        ("{const: null}", "null", 0),
        ("{type: boolean, enum: [true]}", "boolean one of true;", 0),
        ("{type: string, enum: [a, null]}", "string(a)?", 0),
    ]);
}

#[test]
fn objects_maps_and_lists() {
    check(&[
        ("{type: object}", "{}", 0),
        (
            "{type: object, required: [b], properties: {a: {type: string}, b: {type: boolean}}}",
            "{a: string, b!: boolean}",
            0,
        ),
        (
            "{type: object, x-apifox-orders: [b, a], properties: {a: {}, b: {}, c: {}}}",
            "{b: any, a: any, c: any}",
            0,
        ),
        ("{type: object, required: [ghost], properties: {a: {}}}", "{a: any}", 1),
        ("{type: object, x-apifox-ignore-properties: [a], properties: {a: {}, b: {}}}", "{b: any}", 0),
        ("{type: object, additionalProperties: {type: integer}}", "map[integer]", 0),
        ("{type: object, additionalProperties: true}", "map[]", 0),
        ("{type: object, additionalProperties: false, properties: {a: {}}}", "{a: any}", 0),
        ("{type: object, additionalProperties: {type: string}, properties: {a: {}}}", "{a: any ..string}", 0),
        ("{type: object, patternProperties: {'^x': {type: string}}}", "map[string] names match ^x;", 0),
        ("{type: array}", "[]", 0),
        ("{type: array, items: {type: array, items: {type: string}}}", "[[string]]", 0),
        ("{type: array, prefixItems: [{type: string}, {type: integer}]}", "[any[string, integer]]", 1),
        ("{type: array, items: [{type: string}]}", "[string]", 1),
    ]);
}

#[test]
fn compositions_stay_compositions() {
    check(&[
        ("{$ref: '#/definitions/Order'}", "@Order", 0),
        ("{$ref: '#/definitions/Order', nullable: true, description: x}", "@Order?", 0),
        ("{$ref: '#/definitions/Order', type: object}", "@Order", 0),
        ("{$ref: '#/definitions/Order', properties: {more: {}}}", "all[@Order, {more: any}]", 0),
        ("{$ref: '#/definitions/Nobody'}", "any", 1),
        ("{$ref: 'other.yaml#/Order'}", "any", 1),
        ("{allOf: [{$ref: '#/definitions/Order'}]}", "@Order", 0),
        (
            "{allOf: [{$ref: '#/definitions/Order'}, {properties: {a: {}}}], required: [a]}",
            "all[@Order, {a: any}, {a!: any}]",
            0,
        ),
        ("{oneOf: [{type: string}, {type: 'null'}]}", "one[string, null]", 0),
        ("{anyOf: [{type: string}, {type: integer}], type: object}", "any[string, integer]", 0),
        ("{oneOf: [{type: string}], anyOf: [{type: string}]}", "all[one[string], any[string]]", 0),
        ("{anyOf: [{}], discriminator: {propertyName: kind}}", "onekind[any]", 0),
        (
            "{oneOf: [{$ref: '#/definitions/Order'}], discriminator: {propertyName: k, mapping: {x: '#/definitions/Order'}}}",
            "onek(x=Order)[@Order]",
            0,
        ),
        (
            "{oneOf: [{$ref: '#/definitions/Order'}], discriminator: {propertyName: k, mapping: {x: '#/definitions/Nobody'}}}",
            "onek[@Order]",
            1,
        ),
        ("{type: object, discriminator: {propertyName: kind}}", "{}", 1),
    ]);
}

#[test]
fn bounds_are_words() {
    check(&[
        ("{type: integer, minimum: 1, maximum: 9, multipleOf: 2}", "integer >= 1; <= 9; multiple of 2;", 0),
        ("{type: number, minimum: 1, exclusiveMinimum: true}", "number > 1;", 0),
        ("{type: number, exclusiveMaximum: 1.50}", "number < 1.50;", 0),
        (
            "{type: string, minLength: 1, maxLength: 9, pattern: ^a$}",
            "string >= 1 characters; <= 9 characters; pattern ^a$;",
            0,
        ),
        ("{type: array, minItems: 1, uniqueItems: true}", "[] >= 1 items; unique items;", 0),
        ("{type: string, readOnly: true}", "string read only;", 0),
        ("{type: string, writeOnly: true, readOnly: false}", "string write only;", 0),
    ]);
}

#[test]
fn what_is_lost_is_told_once() {
    check(&[
        ("{type: string, not: {const: a}}", "string", 1),
        ("{type: object, if: {}, then: {}, else: {}}", "{}", 1),
        ("{type: object, dependentRequired: {a: [b]}}", "{}", 1),
        (
            "{type: string, xml: {}, externalDocs: {}, x-stoplight: {}, $schema: x, x-apidog-mock: y}",
            "string",
            0,
        ),
        ("{type: string, customWord: 1}", "string", 1),
        ("{type: string, examples: [a, b]}", "string", 1),
        ("{type: string, example: a, examples: [b]}", "string", 1),
        ("{type: string, examples: [a]}", "string", 0),
    ]);
}

#[test]
fn where_more_is_written_stands_below_the_description() {
    let words = |schema: &str| facts(schema, "{}").0.description;
    let docs = "externalDocs: {url: 'https://x.test/a', description: How to count}";
    assert_eq!(words(&format!("{{{docs}}}")).as_deref(), Some("How to count: https://x.test/a"));
    let both = words(&format!("{{description: The count, {docs}}}"));
    assert_eq!(both.as_deref(), Some("The count\n\nHow to count: https://x.test/a"));
    assert_eq!(words("{externalDocs: {}}"), None);
}

#[test]
fn words_defaults_and_examples_are_kept() {
    let (facts, _) = facts(
        "type: integer\ntitle: Count\ndescription: <Tip title=\"Note\">how many</Tip>\ndefault: 10\nexamples: [3]\ndeprecated: true",
        "{}",
    );
    assert_eq!((facts.title.as_deref(), facts.description.as_deref()), (Some("Count"), Some("Notehow many")));
    assert_eq!((facts.default.as_deref(), facts.example.as_deref()), (Some("10"), Some("3")));
    assert!(facts.deprecated);
    assert_eq!((facts.origin.line, facts.last_line), (1, 6));
}

const PART: &str = "01HZX5Y3M4N6P7Q8R9S0T1V2W3";

#[test]
fn parts_of_composed_objects_are_copied() {
    let composed = |rest: &str| {
        format!(
            "{{type: object, x-apidog-refs: {{{PART}: {{$ref: '#/definitions/Order'{rest}}}}}, x-apidog-orders: [{PART}, own], required: [{PART}, own], properties: {{own: {{type: boolean}}}}}}"
        )
    };
    check(&[
        (&composed(""), "{id!: integer, name: string, own!: boolean}", 0),
        (
            &composed(", x-apidog-overrides: {id: null, name: {type: number}}"),
            "{name: number, own!: boolean}",
            0,
        ),
        (&composed(", required: [name]"), "{id!: integer, name!: string, own!: boolean}", 0),
        (&composed("").replace("Order'", "Nobody'"), "{own!: boolean}", 1),
    ]);
    // The tool writes out the members of a part; they stand in the part's place.
    let written = format!(
        "{{type: object, x-apidog-refs: {{{PART}: {{$ref: '#/definitions/Order'}}}}, x-apidog-orders: [own, {PART}], x-apidog-ignore-properties: [id, name], properties: {{id: {{type: string}}, name: {{type: string}}, own: {{}}}}}}"
    );
    check(&[(&written, "{own: any, id!: string, name: string}", 0)]);
    let (facts, _) = facts(&composed(""), "Order:\n  type: object\n  properties:\n    id: {type: integer}");
    let SchemaShape::Object { fields, .. } = &facts.shape else { panic!("no object") };
    assert_eq!(fields[0].name.origin.line, 103);
}

#[test]
fn mischief_ends() {
    let deep = |levels: usize| format!("{}{{}}{}", "{items: ".repeat(levels), "}".repeat(levels));
    assert_eq!(facts(&deep(40), "{}").1, []);
    assert_eq!(facts(&deep(60), "{}").1.len(), 1);
    let itself =
        format!("A: {{x-apidog-refs: {{{PART}: {{$ref: '#/definitions/A'}}}}, properties: {{a: {{}}}}}}");
    let schema = format!("{{x-apidog-refs: {{{PART}: {{$ref: '#/definitions/A'}}}}}}");
    let (read, told) = facts(&schema, &itself);
    assert_eq!((show(&read).as_str(), told.len()), ("{a: any}", 1));
    // Each definition is made of the next one twice.
    let doubling = (0..40).fold(String::new(), |text, at| {
        let next = at + 1;
        text + &format!("A{at}: {{x-apidog-refs: {{a: {{$ref: '#/definitions/A{next}'}}, b: {{$ref: '#/definitions/A{next}'}}}}}}\n")
    });
    let (_, told) =
        facts("{x-apidog-refs: {a: {$ref: '#/definitions/A0'}}}", &(doubling + "A40: {properties: {a: {}}}"));
    assert!(!told.is_empty());
}

/// The documentation tool writes what a definition says beside the reference to it, references within it resolved.
#[test]
fn what_only_repeats_a_definition_is_a_reference() {
    let definitions = "Order: {type: object, required: [id, by], x-apifox-orders: [id, by], properties: {id: {type: integer}, \
        by: {$ref: '#/definitions/Buyer'}, lines: {type: array, items: {$ref: '#/definitions/Line'}}}}\n\
        Buyer: {type: object, properties: {name: {type: [string, 'null']}}}\n\
        Line: {$ref: '#/definitions/Item'}\nItem: {type: object, properties: {sku: {type: string, enum: [a, b]}}}\n\
        Loop: {$ref: '#/definitions/Loop'}";
    let copy = "$ref: '#/definitions/Order', type: object, required: [by], x-apifox-orders: [by, id], properties: {id: {type: integer}, \
        by: {type: object, properties: {name: {type: [string, 'null']}}}";
    let shown = |schema: &str| show(&facts(&format!("{{{schema}}}"), definitions).0);
    let lines =
        "lines: {type: array, items: {type: object, properties: {sku: {type: string, enum: [a, b]}}}}";
    assert_eq!(shown(&format!("{copy}, {lines}}}")), "@Order");
    // Less than the definition says is no news either; the definition says the rest.
    assert_eq!(shown(&format!("{copy}}}")), "@Order");
    for more in [
        format!("{copy}, more: {{type: string}}}}"),
        format!("{copy}, {lines}}}").replace("[a, b]", "[a]"),
        copy.replace("id: {type: integer}", "id: {type: string}") + "}",
        copy.replace("id: {type: integer}", "id: {type: integer, description: The id}") + "}",
        copy.replace("required: [by]", "required: [lines]") + "}",
    ] {
        assert!(shown(&more).starts_with("all[@Order, "), "{more}: {}", shown(&more));
    }
    assert_eq!(
        shown("$ref: '#/definitions/Loop', properties: {a: {type: string}}"),
        "all[@Loop, {a: string}]"
    );
}

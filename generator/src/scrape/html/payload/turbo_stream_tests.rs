//! Streams written by hand from the format's description, and hostile ones.

use super::*;

fn compact(json: &Json) -> String {
    match &json.value {
        JsonValue::Null => "null".to_owned(),
        JsonValue::Boolean(value) => value.to_string(),
        JsonValue::Number(text) => text.clone(),
        JsonValue::String(text) => format!("{text:?}"),
        JsonValue::Array(items) => format!("[{}]", items.iter().map(compact).collect::<Vec<_>>().join(",")),
        JsonValue::Object(members) => {
            let members = members.iter().map(|(name, value)| format!("{name:?}:{}", compact(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}

fn tree(text: &str) -> String {
    let stream = Stream::read(text, 7).expect(text);
    stream.root().json().map_or_else(|| "nothing".to_owned(), |json| compact(&json))
}

#[test]
fn values_refer_to_each_other() {
    assert_eq!(tree(r#"[{"_1":2,"_3":4},"b",1,"a",[5,5,2],"x"]"#), r#"{"b":1,"a":["x","x",1]}"#);
    assert_eq!(tree("[[1,2,3],true,1.50,\"\"]"), "[true,1.50,\"\"]");
    assert_eq!(tree("[\"退\"]\n"), "\"退\"");
}

#[test]
fn constants_stand_below_zero() {
    assert_eq!(tree("[[-1,-2,-3,-4,-5,-6]]"), "[null,null,null,-0,null,null]");
    assert_eq!(tree(r#"[{"_1":-7,"_2":-5},"gone","null"]"#), r#"{"null":null}"#);
    let stream = Stream::read("[[-9,99]]", 1).expect("a stream");
    assert_eq!(stream.root().json().map(|json| compact(&json)).as_deref(), Some("[null,null]"));
    assert!(stream.has_unknown());
}

#[test]
fn what_json_cannot_say_is_typed() {
    assert_eq!(tree(r#"[["D",1757000000000]]"#), "1757000000000");
    assert_eq!(tree(r#"[["M",1,2,3,2],"a",5,"b"]"#), r#"{"a":5,"b":5}"#);
    assert_eq!(tree(r#"[["S",1,1],5]"#), "[5,5]");
    assert_eq!(
        tree(r#"[[1,2,3],["B","12345678901234567890"],["R","a+","g"],["U","https://x.test/"]]"#),
        r#"[12345678901234567890,"a+","https://x.test/"]"#
    );
    assert_eq!(tree(r#"[["N",{"_1":2}],"a",true]"#), r#"{"a":true}"#);
    assert_eq!(tree(r#"[["Q",1],5]"#), "null");
}

#[test]
fn promises_are_kept_by_later_lines() {
    assert_eq!(tree("[[\"P\",1]]\nP1:[[2,2],\"late\"]\n"), "[\"late\",\"late\"]");
    assert_eq!(tree("[{\"_1\":2},\"a\",[\"P\",2]]\nP2:-5\n"), r#"{"a":null}"#);
    assert_eq!(tree("[[\"P\",1]]\nE1:[[\"E\",\"no\"]]\n"), "nothing");
    // A promise that keeps itself ends.
    assert_eq!(tree("[[\"P\",1]]\nP1:0\n"), "nothing");
}

#[test]
fn a_tree_has_an_end() {
    let stream = Stream::read(r#"[{"_1":0},"self"]"#, 1).expect("a stream");
    assert!(stream.root().json().is_some() && stream.is_cut());
    // Each list holds the next one ten times: a billion billion values in forty lists.
    let lists: Vec<_> = (1..=40).map(|next| format!("[{}]", vec![next.to_string(); 10].join(","))).collect();
    let stream = Stream::read(&format!("[{},1]", lists.join(",")), 1).expect("a stream");
    assert!(stream.root().json().is_some() && stream.is_cut());
}

#[test]
fn a_stream_that_is_none_says_why() {
    for text in ["", "\n", "[", "[1,", "{}", "[]", "5"] {
        assert!(Stream::read(text, 1).is_err(), "{text}");
    }
    // Cut off behind its first line, it stands.
    let stream = Stream::read("[\"a\"]\nP1:[", 1).expect("a stream");
    assert!(stream.is_cut());
}

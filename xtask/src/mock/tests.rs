//! The mock on a small API with forms, files and several ways to prove who calls.

use generator::spec::api::ApiDescription;
use generator::spec::{Spec, yaml};

use super::answers::{Answer, Mock, Played};
use super::call::Call;

const SHARED: &str = "
servers: [{url: 'https://api.example.com/admin/v2', evidence: []}]
security_schemes:
  main: {type: bearer, evidence: []}
  appKey: {type: query-key, name: app_key, evidence: []}
  session: {type: cookie-key, name: sid, evidence: []}
  user: {type: basic, evidence: []}
";

const GROUP: &str = "
group: files
endpoints:
  - operation: form
    verb: POST
    path: /form
    title: Form
    pages: []
    bodies:
      - media_type: application/x-www-form-urlencoded
        evidence: []
        schema:
          type: object
          fields:
            - {name: id, type: integer, presence: required}
            - {name: tags, type: array, items: {type: string}, presence: optional}
            - {name: size, presence: optional, type: object, fields: [{name: width, type: number, presence: required}]}
    responses: [{status: 204, evidence: []}, {status: 201, evidence: [], bodies: [{media_type: text/csv, evidence: [], schema: {type: string}, examples: [{json: false, text: 'a,b', evidence: []}]}]}]
  - operation: upload
    verb: POST
    path: /upload
    title: Upload
    pages: []
    bodies:
      - media_type: multipart/form-data
        evidence: []
        schema: {type: object, fields: [{name: photo, type: binary, presence: required}, {name: note, type: string, presence: required}]}
      - {media_type: image/*, evidence: [], schema: {type: binary}}
    responses: [{status: 204, evidence: []}]
  - {operation: bearer, verb: GET, path: /bearer, title: B, pages: [], security: [[main]]}
  - {operation: either, verb: GET, path: /either, title: E, pages: [], security: [[appKey, session], [user]]}
  - operation: list
    verb: GET
    path: /list
    title: List
    pages: []
    security: []
    parameters:
      - {name: ids, in: query, style: pipeDelimited, explode: false, type: array, items: {type: integer}, presence: required}
      - {name: filter, in: query, style: deepObject, type: object, fields: [{name: state, type: string, presence: optional}], presence: optional}
      - {name: plain, in: query, type: integer, presence: optional}
";

fn mock() -> Mock {
    let group = yaml::read_group("group", GROUP).unwrap();
    let shared = yaml::read_shared("shared", SHARED).unwrap();
    let spec = Spec { groups: [(group.group.clone(), group)].into(), shared, ..Spec::default() };
    Mock::new(spec, ApiDescription::default())
}

fn answer(first: &str, headers: &[(&'static str, &str)], body: &str) -> Answer {
    let (verb, target) = first.split_once(' ').unwrap();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut call = Call {
        verb: verb.to_owned(),
        path: format!("/admin/v2{path}"),
        query: query.to_owned(),
        body: body.to_owned().into(),
        ..Call::default()
    };
    for (name, value) in headers {
        call.headers.append(*name, value.parse().unwrap());
    }
    mock().answer(&call, 1)
}

/// Why a call is refused; empty when it is not.
fn refusal(first: &str, headers: &[(&'static str, &str)], body: &str) -> String {
    answer(first, headers, body).refusal.unwrap_or_default()
}

#[test]
fn the_path_of_the_first_server_stands_before_every_path() {
    assert_eq!(mock().prefix, "/admin/v2");
}

#[test]
fn a_form_is_checked_field_by_field() {
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let told = |body: &str| refusal("POST /form", &form, body);
    assert_eq!(told("id=7&tags=a&tags=b+c&size=%7B%22width%22%3A1.5%7D"), "");
    assert_eq!(told("id=7&tags[]=a"), "");
    assert!(told("tags=a").contains("the required field `id` is missing"), "{}", told("tags=a"));
    assert!(told("id=x").contains("`id` of the body is documented as integer"), "{}", told("id=x"));
    assert!(
        told("id=1&idd=2").contains("`idd` of the body is no documented field"),
        "{}",
        told("id=1&idd=2")
    );
    let nested = told("id=1&size=%7B%7D");
    assert!(nested.contains("in `size` of the body, the required field `width` is missing"), "{nested}");
}

#[test]
fn a_multipart_form_is_checked_for_its_fields_and_files() {
    let headers = [("content-type", "multipart/form-data; boundary=x")];
    let part = |disposition: &str, content: &str| {
        format!("--x\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{content}\r\n")
    };
    let photo = part("name=\"photo\"; filename=\"a.png\"", "bytes");
    let note = part("name=\"note\"", "7");
    let told = |parts: &[&str]| refusal("POST /upload", &headers, &format!("{}--x--\r\n", parts.concat()));
    assert_eq!(told(&[&photo, &note]), "");
    assert!(told(&[&note]).contains("the required field `photo` is missing"));
    let text = part("name=\"photo\"", "bytes");
    assert!(told(&[&text, &note]).contains("the field `photo` of the form is a file"));
    let file = part("name=\"note\"; filename=\"a\"", "7");
    assert!(told(&[&photo, &file]).contains("the field `note` of the form is no file"));
    let broken = refusal("POST /upload", &headers, "nothing");
    assert!(
        broken.contains("the body is no multipart form: its boundary does not stand in the body"),
        "{broken}"
    );
}

#[test]
fn bytes_are_taken_by_their_media_type() {
    assert_eq!(refusal("POST /upload", &[("content-type", "image/png")], "bytes"), "");
    let told = refusal("POST /upload", &[("content-type", "video/mp4")], "bytes");
    assert!(told.contains("is not `multipart/form-data` or `image/*`: it is `video/mp4`"), "{told}");
}

#[test]
fn the_first_documented_success_is_answered_as_it_is() {
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let created = answer("POST /form", &form, "id=7");
    assert_eq!((created.status, created.media_type.as_str()), (201, "text/csv"));
    assert_eq!(created.body, Played::Text("a,b".to_owned()));
    let empty = answer("POST /upload", &[("content-type", "image/png")], "bytes");
    assert_eq!((empty.status, empty.media_type.as_str()), (204, ""));
    assert_eq!(empty.body, Played::Text(String::new()));
}

#[test]
fn the_schemes_of_the_pages_are_checked() {
    let names: Vec<_> = mock().credentials.keys().cloned().collect();
    assert_eq!(names, ["app-key", "password", "session", "token", "username"]);
    let told = |headers: &[(&'static str, &str)]| refusal("GET /bearer", headers, "");
    assert_eq!(told(&[("authorization", "Bearer mock-token")]), "");
    assert!(
        told(&[]).contains("the header `Authorization` is missing: it is `Bearer `, then the token"),
        "{}",
        told(&[])
    );
    assert!(told(&[("authorization", "Bearer other")]).contains("holds another token than the mock's"));
    assert_eq!(answer("GET /bearer", &[], "").status, 401);
}

#[test]
fn any_alternative_is_enough() {
    let both = refusal("GET /either?app_key=mock-app-key", &[("cookie", "sid=mock-session")], "");
    assert_eq!(both, "");
    // `base64.b64encode(b"mock-username:mock-password")` in Python.
    let basic = "Basic bW9jay11c2VybmFtZTptb2NrLXBhc3N3b3Jk";
    assert_eq!(refusal("GET /either", &[("authorization", basic)], ""), "");
    let none = answer("GET /either", &[], "");
    let told = none.refusal.unwrap_or_default();
    assert!(
        told.contains("the query parameter `app_key` is missing")
            && told.contains("the cookie `sid` is missing"),
        "{told}"
    );
    assert_eq!(none.hints, ["any of these is enough: appKey and session or user"]);
    // `base64.b64encode(b"mock-username:wrong")` in Python.
    let wrong = refusal("GET /either", &[("authorization", "Basic bW9jay11c2VybmFtZTp3cm9uZw==")], "");
    assert!(wrong.contains("is missing"), "{wrong}");
}

#[test]
fn lists_and_objects_are_read_by_their_style() {
    let told = |query: &str| refusal(&format!("GET /list?{query}"), &[], "");
    assert_eq!(told("ids=1%7C2&filter%5Bstate%5D=open"), "");
    assert!(
        told("ids=1%7Cb").contains("`ids` is documented as array[integer], and is none"),
        "{}",
        told("ids=1%7Cb")
    );
    assert!(told("filter%5Bstate%5D=open").contains("the query parameter `ids` is missing"));
    assert!(told("ids=1&plain%5Ba%5D=1").contains("no page documents a query parameter `plain[a]`"));
}

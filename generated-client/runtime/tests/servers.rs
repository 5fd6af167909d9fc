//! The servers that the docs list, and the variables in their URLs.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::{Api, Client, ClientBuilder, Request, Server, ServerVariable};
use support::{API_DATA, Canned, now};

const fn variable(
    name: &'static str,
    default: Option<&'static str>,
    values: &'static [&'static str],
) -> ServerVariable {
    ServerVariable { name, default, values }
}

static API: Api = Api {
    base_url: Some("https://api.example.com"),
    servers: &[
        Server {
            name: Some("live"),
            url: "https://{region}.example.com:{port}/{version}/rest",
            variables: &[
                variable("region", Some("eu"), &["eu", "us"]),
                variable("port", Some("443"), &[]),
                variable("version", Some("v1"), &[]),
            ],
        },
        Server {
            name: Some("tenant"),
            url: "{scheme}://{tenant}.example.com",
            variables: &[variable("scheme", Some("https"), &[]), variable("tenant", None, &[])],
        },
        Server { name: None, url: "https://old.example.com", variables: &[] },
    ],
    ..API_DATA
};

static NO_DEFAULT: Api = Api { base_url: None, ..API };
static NONE: Api = Api { base_url: None, servers: &[], ..API_DATA };

fn called(builder: ClientBuilder) -> String {
    let server = Canned::new(200, "");
    now(builder.transport(server.clone()).build().unwrap().send(Request::<()>::get("/orders"))).unwrap();
    server.seen().uri().to_string()
}

fn refused(builder: ClientBuilder) -> String {
    let error = builder.transport(Canned::new(200, "")).build().unwrap_err();
    assert!(error.is_request(), "{error:?}");
    error.to_string()
}

fn builder() -> ClientBuilder {
    Client::builder(&API)
}

#[test]
fn a_server_is_chosen_by_its_name_and_its_variables() {
    assert_eq!(called(builder()), "https://api.example.com/orders");
    assert_eq!(called(builder().server("live")), "https://eu.example.com:443/v1/rest/orders");
    let us = builder().server("live").server_variable("region", "us").server_variable("port", "8443");
    assert_eq!(called(us), "https://us.example.com:8443/v1/rest/orders");
    let first = builder().server_variable("version", "v2/beta");
    assert_eq!(called(first), "https://eu.example.com:443/v2/beta/rest/orders");
    let tenant = builder().server("tenant").server_variable("tenant", "shop-1.eu");
    assert_eq!(called(tenant), "https://shop-1.eu.example.com/orders");
    assert_eq!(called(Client::builder(&NO_DEFAULT)), "https://eu.example.com:443/v1/rest/orders");
}

#[test]
fn the_last_word_on_where_to_call_counts() {
    let own = builder().server("live").server_variable("region", "us").base_url("http://127.0.0.1:1");
    assert_eq!(called(own), "http://127.0.0.1:1/orders");
    assert_eq!(
        called(builder().base_url("http://127.0.0.1:1").server("live")),
        "https://eu.example.com:443/v1/rest/orders"
    );
}

#[test]
fn what_the_docs_do_not_list_is_refused_with_what_they_do() {
    assert_eq!(
        refused(builder().server("sand\nbox")),
        "there is no server `sand\\nbox`; there are `live`, `tenant`"
    );
    assert_eq!(
        refused(builder().server("live").server_variable("zone", "eu")),
        "the URL of the server has no variable `zone`; there are `region`, `port`, `version`"
    );
    assert_eq!(
        refused(builder().server("live").server_variable("region", "asia")),
        "`asia` is no value of the server's variable `region`; there are `eu`, `us`"
    );
    assert_eq!(
        refused(builder().server("tenant")),
        "the URL of the server needs a value for its variable `tenant`; the docs list none"
    );
    assert!(refused(Client::builder(&NONE)).contains("documents no base URL"));
}

#[test]
fn no_value_breaks_out_of_its_part_of_the_url() {
    for value in
        ["", "evil.com/", "evil.com#", "evil.com?", "me@evil.com", "a:1", "a\\b", "a%2fb", "\u{e9}", "a b"]
    {
        let error = refused(builder().server("tenant").server_variable("tenant", value));
        assert!(error.contains("it would change another part of the URL"), "{value}: {error}");
    }
    for value in ["", "80/x", "80@evil.com", "x", "99999"] {
        refused(builder().server("live").server_variable("port", value));
    }
    for value in ["v1?x=", "v1#", "..", "a/../../b", "a/./b", "%2e%2e", "a\\..\\b"] {
        refused(builder().server("live").server_variable("version", value));
    }
    for value in ["ftp", "", "https://evil.com/?", "javascript"] {
        refused(builder().server("tenant").server_variable("tenant", "a").server_variable("scheme", value));
    }
}

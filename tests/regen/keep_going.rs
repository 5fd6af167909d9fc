//! `--keep-going` leaves out what is bad, writes what is sound and still ends with 1.

use xtask::Exit;

use crate::project::{CANCEL, FIND, Project};

#[test]
fn what_is_sound_is_written() {
    let project = Project::sound();
    project.write("api/captures/en/empty.txt", "");
    project.write(
        "api/captures/en/wrong.txt",
        CANCEL.replace("/shop/", "/bank/").replace("orderId\nstring", "orderId\nstrng"),
    );
    project.is_refused(&[], &["empty-capture", "unknown-type"]);

    let ran = project.regen(&["--keep-going"]);
    assert_eq!((ran.exit, ran.exit.code()), (Exit::BadInput, 1), "{}", ran.messages);
    for words in [
        "error[empty-capture]",
        "error[unknown-type]",
        "api/captures/en/empty.txt:1",
        "api/captures/en/wrong.txt:7",
    ] {
        assert!(ran.messages.contains(words), "{words:?} is not in\n{}", ran.messages);
    }
    let spec = project.read("api/spec/shop.yaml");
    assert!(spec.contains("/shop/orders/find/{orderId}") && spec.contains("/shop/orders/cancel"), "{spec}");
    assert!(!project.path("api/spec/bank.yaml").exists(), "a page with an error leaves nothing");
    assert!(project.path("client/src/api/shop.rs").exists());

    // What was written is what a sound project has.
    let sound = Project::sound();
    sound.regenerated();
    assert_eq!(project.read("client/src/api/shop.rs"), sound.read("client/src/api/shop.rs"));
    assert_eq!(spec, sound.read("api/spec/shop.yaml"));
}

#[test]
fn the_endpoint_of_a_page_that_is_left_out_is_not_gone() {
    let project = Project::sound();
    project.regenerated();
    let names = project.read("api/names.yaml");
    for broken in ["", "Cancel an order\nPOST\n/shop/orders/cancel\nRequest\nBody Params\nid\nstrng\n"] {
        project.write("api/captures/en/cancel.txt", broken);
        assert_eq!(project.regen(&["--keep-going"]).exit, Exit::BadInput);
        assert_eq!(project.read("api/names.yaml"), names);
    }
    std::fs::remove_file(project.path("api/captures/en/cancel.txt")).expect("a file is removed");
    project.regenerated();
    let names = project.read("api/names.yaml");
    assert!(names.contains("\nremoved:\n  POST /shop/orders/cancel: shop/orders_cancel\n"), "{names}");
}

#[test]
fn of_two_pages_for_one_endpoint_one_goes_on() {
    let project = Project::sound();
    project.write("api/captures/en/z-again.txt", FIND.replace("订单号", "编号"));
    let ran = project.regen(&["--keep-going"]);
    assert_eq!(ran.exit, Exit::BadInput, "{}", ran.messages);
    assert!(ran.messages.contains("error[duplicate-endpoint]"), "{}", ran.messages);
    assert!(project.read("api/spec/shop.yaml").contains("/shop/orders/find/{orderId}"));
}

#[test]
fn a_copy_of_a_page_is_the_same_page() {
    let project = Project::sound();
    project.write("api/captures/en/z-again.txt", FIND);
    let ran = project.regen(&[]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    let spec = project.read("api/spec/shop.yaml");
    assert!(spec.contains("captures/en/find.txt") && !spec.contains("z-again"), "{spec}");
}

#[test]
fn when_nothing_is_sound_nothing_is_written() {
    let project = Project::with(&[("en/a.txt", b""), ("en/b.txt", b"\xff")]);
    project.is_refused(&["--keep-going"], &["empty-capture", "not-utf8"]);
}

#[test]
fn bad_yaml_by_hand_cannot_be_left_out() {
    let project = Project::sound();
    project.write("api/api.yaml", "nam: Acme\n");
    project.is_refused(&["--keep-going"], &["invalid-yaml", "api/api.yaml:1"]);
}

#[test]
fn a_sound_project_ends_well() {
    let project = Project::sound();
    assert_eq!(project.regen(&["--keep-going"]).exit, Exit::Done);
}

//! Whatever value an enum gets, it keeps: those that the docs leave out, too.

use std::collections::BTreeSet;
use std::fmt::{Debug, Display};

use generated_client::api::taobao::after_sales::{GoodsStatus, RefundType};
use proptest::prelude::{Arbitrary, any};
use proptest::strategy::Strategy;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::inventory::{Kind, name_of, named};

/// Checks values that travel as a `Wire`, and tells the enum's name.
fn keeps<Enum, Wire>(few: impl Strategy<Value = Wire>) -> String
where
    Enum: From<Wire> + Into<Wire> + Serialize + DeserializeOwned + Clone + PartialEq + Debug + Display,
    Wire: Arbitrary + Clone + PartialEq + Debug + Display + Serialize,
{
    // Most numbers are listed nowhere; a few small ones are.
    let values = proptest::prop_oneof![any::<Wire>(), few];
    let ran = TestRunner::new(crate::config()).run(&values, |wire| {
        let value = Enum::from(wire.clone());
        let json = serde_json::to_string(&value).expect("it is written");
        assert_eq!(json, serde_json::to_string(&wire).expect("it is written"));
        assert_eq!(serde_json::from_str::<Enum>(&json).expect("it is read"), value);
        assert_eq!(value.to_string(), wire.to_string());
        let back: Wire = value.into();
        assert_eq!(back, wire);
        Ok(())
    });
    ran.unwrap_or_else(|failure| panic!("{}: {failure}", name_of::<Enum>()));
    name_of::<Enum>()
}

#[test]
fn every_open_enum_keeps_every_value() {
    let tested = [keeps::<RefundType, i64>(-1..9_i64), keeps::<GoodsStatus, i64>(-1..9_i64)];
    assert_eq!(BTreeSet::from(tested), named(Kind::OpenEnum), "list every open enum here");
}

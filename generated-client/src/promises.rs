//! What the generated types do not let anybody do, each with an example that must not compile. (Only a nightly compiler, or one
//! with `RUSTC_BOOTSTRAP=1`, compares the error codes; others are content with any error.)

/// The vendor may add fields and values any day. Code that reads what there is goes on to compile:
///
/// ```
/// use generated_client::api::taobao::after_sales::{RefundModifyBody, RefundType};
///
/// fn is_refund_only(body: &RefundModifyBody) -> bool {
///     let RefundModifyBody { refund_type, .. } = body;
///     match refund_type {
///         Some(RefundType::RefundsOnly) => true,
///         Some(RefundType::ReturnedItemsAndRefunds | RefundType::Other(_)) => false,
///         _ => false,
///     }
/// }
/// assert!(is_refund_only(&RefundModifyBody::default().refund_type(RefundType::RefundsOnly)));
/// ```
///
/// and what would break by a new field or value does not compile today:
///
/// ```compile_fail,E0004
/// use generated_client::api::taobao::after_sales::RefundType;
/// match RefundType::from(1) { RefundType::RefundsOnly | RefundType::ReturnedItemsAndRefunds | RefundType::Other(_) => {} }
/// ```
/// ```compile_fail,E0639
/// let _ = generated_client::api::alibaba_1688::after_sales::RefundInfoBody { refund_id: None };
/// ```
/// ```compile_fail,E0638
/// use generated_client::api::alibaba_1688::after_sales::RefundInfoBody;
/// let RefundInfoBody { refund_id: _ } = RefundInfoBody::default();
/// ```
#[cfg(doctest)]
struct Growing;

/// What the docs require cannot be forgotten, and a setter cannot be called in vain:
///
/// ```compile_fail,E0061
/// let _ = generated_client::api::taobao::after_sales::RefundSubmitLogisticsBody::new("phone", "code", "number");
/// ```
/// ```compile_fail,E0599
/// let _ = generated_client::api::taobao::after_sales::RefundSubmitLogisticsBody::default();
/// ```
/// ```compile_fail,E0061
/// let _ = generated_client::builder("access key");
/// ```
/// ```compile_fail
/// #![deny(unused_must_use)]
/// generated_client::api::alibaba_1688::after_sales::RefundInfoBody::default().refund_id("1");
/// ```
/// ```compile_fail,E0308
/// use generated_client::api::taobao::after_sales::RefundModifyBody;
/// let _ = RefundModifyBody::default().refund_type(2);
/// ```
#[cfg(doctest)]
struct Required;

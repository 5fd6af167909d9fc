//! What the types do not let anybody do, each with an example that must not compile. (Only a nightly compiler, or one with
//! `RUSTC_BOOTSTRAP=1`, compares the error codes; others are content with any error.)

/// A request or a builder does nothing by itself; nobody forgets that unnoticed:
///
/// ```
/// #![deny(unused_must_use)]
/// fn ask(_: client_runtime::Request<()>) {}
/// ask(client_runtime::Request::get("/orders"));
/// ```
/// ```compile_fail
/// #![deny(unused_must_use)]
/// client_runtime::Request::<()>::get("/orders");
/// ```
/// ```compile_fail
/// #![deny(unused_must_use)]
/// fn set_up(api: &'static client_runtime::Api) {
///     client_runtime::Client::builder(api);
/// }
/// ```
/// ```compile_fail
/// #![deny(unused_must_use)]
/// fn set(policy: client_runtime::RetryPolicy) {
///     policy.max_attempts(5);
/// }
/// ```
///
/// A request is sent once; to send it again is to say so by `clone`:
///
/// ```compile_fail,E0382
/// async fn twice(client: client_runtime::Client, request: client_runtime::Request<()>) {
///     let _ = (client.send(request).await, client.send(request).await);
/// }
/// ```
///
/// An answer is of the type that its endpoint documents:
///
/// ```compile_fail,E0308
/// async fn mixed_up(client: client_runtime::Client, request: client_runtime::Request<()>) {
///     let _: client_runtime::Result<client_runtime::Response<client_runtime::Json>> = client.send(request).await;
/// }
/// ```
#[cfg(doctest)]
struct Requests;

/// Secrets and raw answers are read through methods, so that nothing prints or changes them by the way:
///
/// ```compile_fail,E0616
/// fn all(credentials: client_runtime::Credentials) -> usize {
///     credentials.values.len()
/// }
/// ```
/// ```compile_fail,E0277
/// format!("{}", client_runtime::Credentials::new());
/// ```
/// ```compile_fail,E0616
/// fn raw(response: client_runtime::Response<()>) {
///     drop(response.raw_body);
/// }
/// ```
///
/// Errors are made by the runtime, or from a sentence; nobody matches on what is inside:
///
/// ```compile_fail,E0616
/// fn inside(error: client_runtime::Error) {
///     drop(error.inner);
/// }
/// ```
#[cfg(doctest)]
struct Hidden;

/// These may grow, so that whoever names all of them must be ready for another:
///
/// ```compile_fail,E0004
/// use client_runtime::Remedy;
/// fn seen(remedy: Remedy) {
///     match remedy { Remedy::Converted | Remedy::LeftOut | Remedy::Defaulted => {} }
/// }
/// ```
/// ```compile_fail,E0004
/// use client_runtime::Decoding;
/// match Decoding::Strict { Decoding::Strict | Decoding::Tolerant => {} }
/// ```
/// ```compile_fail,E0638
/// fn limits(limits: client_runtime::Limits) {
///     let client_runtime::Limits { timeout: _, response_bytes: _ } = limits;
/// }
/// ```
/// ```compile_fail,E0451
/// fn policy(base: client_runtime::RetryPolicy) {
///     let _ = client_runtime::RetryPolicy { attempts: 9, ..base };
/// }
/// ```
#[cfg(doctest)]
struct Growing;

//! A client set up by environment variables.

use crate::{
    ACCESS_KEY, ACCESS_SECRET, Client, ClientBuilder, Credentials, Error, Result, USER_ID, api::API,
};
use std::env::{self, VarError};

/// The builder that [`from_env`](crate::from_env) builds with.
pub(crate) fn builder() -> Result<ClientBuilder> {
    let mut credentials = Credentials::new()
        .set(ACCESS_KEY, required("ACCESS_KEY")?)
        .set(ACCESS_SECRET, required("ACCESS_SECRET")?);
    if let Some(user_id) = variable("USER_ID")? {
        credentials = credentials.set(USER_ID, user_id);
    }
    let builder = Client::builder(&API).credentials(credentials);
    Ok(match variable("BASE_URL")? {
        Some(base_url) => builder.base_url(base_url),
        None => builder,
    })
}

fn required(name: &str) -> Result<String> {
    let missing = || Error::request(format!("set the environment variable {}_{name}", API.environment));
    variable(name)?.filter(|value| !value.is_empty()).ok_or_else(missing)
}

fn variable(name: &str) -> Result<Option<String>> {
    let name = format!("{}_{name}", API.environment);
    match env::var(&name) {
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => {
            Err(Error::request(format!("the environment variable {name} is not valid Unicode")))
        }
    }
}

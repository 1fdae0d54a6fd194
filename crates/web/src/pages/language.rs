//! Choosing the language of the screen.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form},
};
use app::{Ctx, Language, session};
use serde::Deserialize;

use crate::{
    cookie::{self, Kind},
    error::{Error, Result},
    flash::{own_path, see_other},
    visitor::Visitor,
};

#[derive(Deserialize)]
pub(crate) struct Choose {
    language: String,
    #[serde(default)]
    back: String,
}

/// `POST /language`
pub(crate) async fn choose(
    ctx: Data<Ctx>,
    visitor: Option<Visitor>,
    request: HttpRequest,
    form: Form<Choose>,
) -> Result<HttpResponse> {
    let language = Language::parse(&form.language).ok_or(Error::NotFound)?;
    if let Some(visitor) = visitor {
        session::set_language(&ctx, visitor.session.user, language).await?;
    }
    let mut response = see_other(own_path(&form.back));
    let kept = cookie::make(&request, Kind::Language, language.code().to_owned());
    let _ = response.add_cookie(&kept);
    Ok(response)
}

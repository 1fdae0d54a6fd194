//! Becoming a customer: sign up, confirm by the link in the mail; and becoming an operator.
use std::net::IpAddr;

use chrono::TimeDelta;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use store::{
    AccountId, account, audit, secret,
    token::{self, NewToken, Purpose},
    user::{self, NewUser, Role, User},
};

use crate::{
    Ctx, Denied, Email, Language, limit,
    mail::{self, Mail},
    password, session,
};

const SIGN_UP_HOLDS: TimeDelta = TimeDelta::hours(48);
const INVITATION_HOLDS: TimeDelta = TimeDelta::days(7);

/// Who asks, as far as the network tells.
#[derive(Clone, Debug)]
pub struct Caller {
    pub address: IpAddr,
    /// What the browser calls itself; may be empty.
    pub agent: String,
}

pub struct SignUp {
    pub company: String,
    /// ISO 3166, two letters.
    pub country: String,
    pub email: Email,
    pub password: SecretString,
    pub language: Language,
}

/// What stands behind the link until it is followed; the password is hashed.
#[derive(Serialize, Deserialize)]
struct Pending {
    company: String,
    country: String,
    email: String,
    password: String,
    language: String,
}

/// Sends a link to confirm. Who has a login already gets a mail that says so; both take the same
/// steps, so that nobody learns from us which addresses we know.
pub async fn sign_up(ctx: &Ctx, form: SignUp, caller: &Caller) -> Result<(), Denied> {
    password::judge(&form.password, &[&form.company, form.email.as_str()]).map_err(Denied::Weak)?;
    limit::count(ctx, limit::SIGN_UP, &form.email.key(), caller.address).await?;
    let pending = Pending {
        password: password::hash(form.password).await?,
        company: form.company,
        country: form.country,
        email: form.email.as_str().to_owned(),
        language: form.language.code().to_owned(),
    };
    let known = user::by_email(&ctx.store, form.email.as_str()).await?;
    let link = secret::new_token()?;
    let hash = secret::hash(&link);
    let mail = match known {
        Some(_) => Mail::AlreadyHere,
        None => Mail::Confirm { token: link },
    };
    let content = serde_json::to_string(&pending).map_err(store::Error::from)?;
    let token = NewToken {
        hash: &hash,
        purpose: Purpose::SignUp,
        user: None,
        content: &content,
        expires_at: ctx.now() + SIGN_UP_HOLDS,
    };
    let letter = mail::sealed(&mail)?;
    let letter = mail::to(&form.email, form.language, &letter, true);
    Ok(token::add(&ctx.store, token, letter, ctx.now()).await?)
}

/// The e-mail address that a sign-up's link is about, while it is good.
pub async fn pending(ctx: &Ctx, link: &str) -> Result<String, Denied> {
    Ok(find(ctx, link).await?.email)
}

/// Opens the account and signs its owner in. The password is asked for once more: else whoever
/// signed up with somebody else's address would have a way in once that person follows the link.
pub async fn confirm(
    ctx: &Ctx,
    link: &str,
    password: SecretString,
    caller: &Caller,
) -> Result<session::Token, Denied> {
    let pending = find(ctx, link).await?;
    let hash = secret::hash(link);
    let counted = limit::count(ctx, limit::LINK, &hash, caller.address).await?;
    if !password::fits(Some(pending.password.clone()), password).await? {
        return Err(Denied::Wrong);
    }
    limit::take_back(ctx, counted).await?;
    let owner = NewUser {
        email: &pending.email,
        role: Role::Owner,
        password: Some(&pending.password),
        language: &pending.language,
    };
    let named = (pending.company.as_str(), pending.country.as_str());
    let opened = account::open(&ctx.store, named, owner, Some(&hash), ctx.now()).await;
    match opened {
        Ok((account, user)) => {
            session::note(ctx, (account, user), "signed-up", caller).await?;
            session::begin(ctx, (account, user), caller).await
        }
        Err(store::Error::NotFound | store::Error::Conflict) => Err(Denied::Stale),
        Err(error) => Err(error.into()),
    }
}

/// Marks a user as an operator; one we do not know gets an account and an invitation.
pub async fn make_operator(ctx: &Ctx, email: &Email) -> Result<(), Denied> {
    let user = match user::by_email(&ctx.store, email.as_str()).await? {
        Some(user) => user,
        None => invite(ctx, email).await?,
    };
    user::make_operator(&ctx.store, user.id, ctx.now()).await?;
    let deed = audit::Deed {
        account: user.account,
        user: user.id,
        what: "made-operator",
        address: "",
    };
    Ok(audit::note(&ctx.store, deed, ctx.now()).await?)
}

async fn invite(ctx: &Ctx, email: &Email) -> Result<User, Denied> {
    let owner = NewUser {
        email: email.as_str(),
        role: Role::Owner,
        password: None,
        language: Language::Nb.code(),
    };
    let (_, id) = account::open(&ctx.store, ("Varebro", "NO"), owner, None, ctx.now()).await?;
    let link = secret::new_token()?;
    let token = NewToken {
        hash: &secret::hash(&link),
        purpose: Purpose::Reset,
        user: Some(id),
        content: "",
        expires_at: ctx.now() + INVITATION_HOLDS,
    };
    let letter = mail::sealed(&Mail::Invited { token: link })?;
    let letter = mail::to(email, Language::Nb, &letter, true);
    token::add(&ctx.store, token, letter, ctx.now()).await?;
    Ok(user::by_id(&ctx.store, id).await?)
}

async fn find(ctx: &Ctx, link: &str) -> Result<Pending, Denied> {
    let hash = secret::hash(link);
    let token = token::find(&ctx.store, Purpose::SignUp, &hash, ctx.now()).await?;
    let token = token.ok_or(Denied::Stale)?;
    Ok(serde_json::from_str(&token.content).map_err(store::Error::from)?)
}

/// The account's name as its owner gave it.
pub async fn name(tenant: &store::Tenant) -> store::Result<String> {
    Ok(account::find(tenant).await?.name)
}

/// For tests and the demo: an account with its owner, without mail and without waiting.
pub async fn found(
    ctx: &Ctx,
    company: &str,
    email: &Email,
    password: SecretString,
) -> Result<AccountId, Denied> {
    let phc = password::hash(password).await?;
    let owner = NewUser {
        email: email.as_str(),
        role: Role::Owner,
        password: Some(&phc),
        language: Language::Nb.code(),
    };
    let opened = account::open(&ctx.store, (company, "NO"), owner, None, ctx.now()).await?;
    Ok(opened.0)
}

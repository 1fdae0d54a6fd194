//! The way a mail leaves the house: by SMTP, or as a file where no server is given.
use std::path::PathBuf;

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{ContentType, ContentTypeErr},
    },
};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::Letter;

#[derive(Clone)]
pub struct Mailer(Way);

#[derive(Clone)]
enum Way {
    Smtp(Box<Server>),
    Folder(PathBuf),
}

#[derive(Clone)]
struct Server {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// The text of `VAREBRO_SMTP_URL` is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmtpFault {
    #[error("is not an address like smtps://user:password@host:465?from=varebro@example.no")]
    Url,
    #[error("has a `from` that is no e-mail address")]
    From,
}

#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    #[error("the mail server: {0}")]
    Smtp(#[from] lettre::transport::smtp::Error),
    #[error("the mail cannot be put together: {0}")]
    Message(#[from] lettre::error::Error),
    #[error("no e-mail address")]
    Address(#[from] lettre::address::AddressError),
    #[error("what is attached: {0}")]
    Attachment(#[from] ContentTypeErr),
    #[error("the folder for mails")]
    Folder(#[from] std::io::Error),
    #[error("the mail server takes too long")]
    Slow,
}

impl Fault {
    /// Trying again would not help.
    pub(super) fn is_final(&self) -> bool {
        match self {
            Self::Smtp(error) => error.is_permanent(),
            Self::Message(_) | Self::Address(_) | Self::Attachment(_) => true,
            Self::Folder(_) | Self::Slow => false,
        }
    }
}

impl Mailer {
    /// `smtp://` (STARTTLS with `?tls=required`) or `smtps://`; `from` in the address says who sends.
    pub fn smtp(url: &SecretString) -> Result<Self, SmtpFault> {
        let mut url: Url = url.expose_secret().parse().map_err(|_| SmtpFault::Url)?;
        let host = url.host_str().ok_or(SmtpFault::Url)?;
        let mut from = format!("varebro@{host}");
        let mut rest = Vec::new();
        for (name, value) in url.query_pairs() {
            match &*name {
                "from" => from = value.into_owned(),
                _ => rest.push((name.into_owned(), value.into_owned())),
            }
        }
        url.set_query(None);
        if !rest.is_empty() {
            url.query_pairs_mut().extend_pairs(rest);
        }
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str());
        let server = Server {
            transport: builder.map_err(|_| SmtpFault::Url)?.build(),
            from: sender(&from)?,
        };
        Ok(Self(Way::Smtp(Box::new(server))))
    }

    /// Mails become files here, and their links stand in the log: for trying at home.
    #[must_use]
    pub fn folder(path: PathBuf) -> Self {
        Self(Way::Folder(path))
    }

    pub(super) async fn send(
        &self,
        mail: &store::mail::Mail,
        letter: &Letter,
        (text, html): (String, String),
        attached: Vec<Attachment>,
    ) -> Result<(), Fault> {
        match &self.0 {
            Way::Smtp(server) => {
                let to = Mailbox::new(None, mail.recipient.parse()?);
                // Whoever gets it a second time, since nobody could write down that it was sent, sees that it is the same.
                let id = format!("<{}@{}>", mail.id, server.from.email.domain());
                let message = Message::builder()
                    .message_id(Some(id))
                    .from(server.from.clone())
                    .to(to)
                    .subject(&letter.subject)
                    .multipart(body(text, html, attached)?)?;
                server.transport.send(message).await?;
            }
            Way::Folder(folder) => {
                let (subject, link) = (&letter.subject, letter.button.as_ref());
                let link = link.map_or("", |(_, link)| link.as_str());
                tracing::info!(subject, link, "a mail, written to a file");
                let file = format!("To: {}\nSubject: {subject}\n\n{text}", mail.recipient);
                tokio::fs::create_dir_all(folder).await?;
                for one in attached {
                    let name = format!("{}-{}", mail.id, one.name);
                    tokio::fs::write(folder.join(name), one.content).await?;
                }
                tokio::fs::write(folder.join(format!("{}.txt", mail.id)), file).await?;
            }
        }
        Ok(())
    }
}

/// What a mail carries beside its text.
pub struct Attachment {
    pub name: String,
    /// Its media type.
    pub kind: &'static str,
    pub content: Vec<u8>,
}

fn body(text: String, html: String, attached: Vec<Attachment>) -> Result<MultiPart, Fault> {
    let letter = MultiPart::alternative_plain_html(text, html);
    if attached.is_empty() {
        return Ok(letter);
    }
    let mut body = MultiPart::mixed().multipart(letter);
    for one in attached {
        let kind = ContentType::parse(one.kind)?;
        body = body.singlepart(lettre::message::Attachment::new(one.name).body(one.content, kind));
    }
    Ok(body)
}

const NAME: &str = "Varebro";

fn sender(text: &str) -> Result<Mailbox, SmtpFault> {
    let address = text.parse().map_err(|_| SmtpFault::From)?;
    Ok(Mailbox::new(Some(NAME.to_owned()), address))
}

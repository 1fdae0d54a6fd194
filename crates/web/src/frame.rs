//! What every page needs around its own content: words, navigation, the form's token.
use actix_web::{HttpResponse, http::header::ContentType};
use app::{Language, Words};
use askama::Template;
use chrono::{DateTime, Utc};
use domain::Sentence;

use crate::{assets, error::Result, flash::Flash};

/// Given to every template as `frame`.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub words: Words,
    /// For the hidden field of every form.
    pub csrf: String,
    /// The page's own address, without its query.
    pub path: String,
    pub flash: Option<Flash>,
    /// `None`: nobody is signed in.
    pub who: Option<Who>,
}

/// Who is signed in, as the page shows it.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    pub email: String,
    pub company: String,
    /// Readers see no buttons.
    pub can_change: bool,
    /// Runs Varebro, and so has pages that nobody else has.
    pub is_operator: bool,
}

/// The pages in the navigation: address and words.
const PAGES: [(&str, &str); 7] = [
    ("/", "nav-overview"),
    ("/orders", "nav-orders"),
    ("/shops", "nav-shops"),
    ("/rackbeat", "nav-rackbeat"),
    ("/log", "nav-log"),
    ("/subscription", "nav-subscription"),
    ("/security", "nav-security"),
];

/// The same on the operators' pages.
const OPERATORS: [(&str, &str); 8] = [
    ("/admin", "admin-nav-dashboard"),
    ("/admin/accounts", "admin-nav-accounts"),
    ("/admin/invoices", "admin-nav-invoices"),
    ("/admin/months", "admin-nav-months"),
    ("/admin/prices", "admin-nav-prices"),
    ("/admin/export", "admin-nav-export"),
    ("/admin/health", "admin-nav-health"),
    ("/admin/acts", "admin-nav-acts"),
];

impl Frame {
    pub(crate) fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    pub(crate) fn with<T: ToString>(&self, key: &str, args: &[(&'static str, T)]) -> String {
        self.words.with(key, args)
    }

    /// With one word filled in.
    pub(crate) fn about(&self, key: &str, name: &'static str, text: impl ToString) -> String {
        self.words.with(key, &[(name, text)])
    }

    pub(crate) fn sentence(&self, sentence: &Sentence) -> String {
        self.words.sentence(sentence)
    }

    pub(crate) fn moment(&self, at: &DateTime<Utc>) -> String {
        self.words.moment(*at)
    }

    pub(crate) fn language(&self) -> &'static str {
        self.words.language.code()
    }

    /// The languages one may change to.
    pub(crate) fn others(&self) -> Vec<Language> {
        let others = Language::ALL.into_iter();
        others.filter(|one| *one != self.words.language).collect()
    }

    pub(crate) fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// Address, words, and whether it is this page.
    pub(crate) fn pages(&self) -> Vec<(&'static str, String, bool)> {
        self.navigation(&PAGES)
    }

    /// As `pages`, of the operators' pages.
    pub(crate) fn operators_pages(&self) -> Vec<(&'static str, String, bool)> {
        self.navigation(&OPERATORS)
    }

    fn navigation(&self, pages: &[(&'static str, &str)]) -> Vec<(&'static str, String, bool)> {
        let page = |(path, key): &(&'static str, &str)| {
            let is_here = match *path {
                "/" | "/admin" => self.path == *path,
                path => self.path == path || self.path.starts_with(&format!("{path}/")),
            };
            (*path, self.say(key), is_here)
        };
        pages.iter().map(page).collect()
    }

    pub(crate) fn is_operator(&self) -> bool {
        self.who.as_ref().is_some_and(|who| who.is_operator)
    }

    pub(crate) fn flash_text(&self, flash: &Flash) -> String {
        self.about(&flash.key, "name", &flash.name)
    }

    pub(crate) fn can_change(&self) -> bool {
        self.who.as_ref().is_some_and(|who| who.can_change)
    }
}

/// The page as an answer.
pub(crate) fn page(template: &impl Template) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok()
        .content_type(ContentType::html())
        .body(template.render()?))
}

/// The page again, with what is wrong in its form.
pub(crate) fn faulty(template: &impl Template) -> Result<HttpResponse> {
    Ok(HttpResponse::UnprocessableEntity()
        .content_type(ContentType::html())
        .body(template.render()?))
}

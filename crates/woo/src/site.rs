//! A shop's address: what a person types, where its REST API is, and when two addresses are one shop.
use std::fmt;

use url::Url;

/// Parts of a path that belong to WordPress or to a page in the shop, never to its front page's own path.
const NOT_HOME: [&str; 8] = [
    "wp-admin",
    "wp-json",
    "wp-login.php",
    "wp-content",
    "wc-auth",
    "wc-api",
    "index.php",
    "xmlrpc.php",
];

/// Where a shop lives.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Site {
    /// The front page, ending in a slash.
    home: Url,
    /// The REST API's root, ending in a slash.
    rest_root: Url,
}

/// What was typed cannot be a web address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a web site")]
pub struct NotAnAddress;

impl Site {
    /// The site with this front page, whatever is behind `/wp-admin` and the like cut off.
    #[must_use]
    pub fn new(home: &Url) -> Self {
        let home = front_page(home);
        let rest_root = below(&home, "wp-json/");
        Self { home, rest_root }
    }

    /// What a person typed, taken at its word; without a scheme it is https.
    pub fn typed(text: &str) -> Result<Self, NotAnAddress> {
        let text = text.trim().trim_matches(['<', '>', '"', '\'', ',']);
        let text = match text.split_once("://") {
            Some(_) => text.to_owned(),
            None => format!("https://{}", text.trim_start_matches('/')),
        };
        let url = Url::parse(&text).map_err(|_| NotAnAddress)?;
        let named = url.host_str().is_some_and(|host| !host.is_empty());
        let anonymous = url.username().is_empty() && url.password().is_none();
        if !matches!(url.scheme(), "http" | "https") || !named || !anonymous {
            return Err(NotAnAddress);
        }
        Ok(Self::new(&url))
    }

    /// Where the shop may be, likeliest first: as typed, then each folder above (`/shop` may be a page or a folder).
    pub fn candidates(text: &str) -> Result<Vec<Self>, NotAnAddress> {
        let mut sites = vec![Self::typed(text)?];
        while let Some(above) = sites.last().and_then(Self::folder_above) {
            sites.push(above);
        }
        Ok(sites)
    }

    #[must_use]
    pub fn home(&self) -> &Url {
        &self.home
    }

    #[must_use]
    pub fn rest_root(&self) -> &Url {
        &self.rest_root
    }

    #[must_use]
    pub fn host(&self) -> &str {
        self.home.host_str().unwrap_or_default()
    }

    #[must_use]
    pub fn is_https(&self) -> bool {
        self.home.scheme() == "https"
    }

    /// The same for every way to write one shop's address: www or not, http or https, slash or not.
    #[must_use]
    pub fn identity(&self) -> String {
        let host = self.host();
        let host = host.strip_prefix("www.").unwrap_or(host);
        let port = match self.home.port() {
            None | Some(80 | 443) => String::new(),
            Some(port) => format!(":{port}"),
        };
        format!("{host}{port}{}", self.home.path().trim_end_matches('/'))
    }

    pub(crate) fn under_home(&self, path: &str) -> Url {
        below(&self.home, path)
    }

    #[cfg(feature = "client")]
    pub(crate) fn endpoint(&self, path: &str) -> Url {
        below(&self.rest_root, path)
    }

    fn folder_above(&self) -> Option<Self> {
        let path = self.home.path().trim_end_matches('/');
        let (above, _) = path.rsplit_once('/')?;
        let mut home = self.home.clone();
        home.set_path(above);
        Some(Self::new(&home))
    }
}

/// The front page as a person would write it.
impl fmt::Display for Site {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(self.home.as_str().trim_end_matches('/'))
    }
}

fn front_page(url: &Url) -> Url {
    let mut home = url.clone();
    home.set_query(None);
    home.set_fragment(None);
    let host = home.host_str().map(|host| host.trim_end_matches('.'));
    if let Some(host) = host.map(str::to_owned) {
        // A host that was good with its last dot is good without it.
        let _ = home.set_host(Some(&host));
    }
    let kept: Vec<&str> = url
        .path()
        .split('/')
        .filter(|part| !part.is_empty())
        .take_while(|part| !NOT_HOME.contains(part))
        .collect();
    let path = match kept.as_slice() {
        [] => "/".to_owned(),
        kept => format!("/{}/", kept.join("/")),
    };
    home.set_path(&path);
    home
}

fn below(folder: &Url, path: &str) -> Url {
    let mut url = folder.clone();
    url.set_path(&format!("{}{path}", folder.path()));
    url
}

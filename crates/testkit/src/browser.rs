//! A real Chromium in a test, driven over WebDriver, and axe-core to look for barriers.
use std::{
    io::{BufRead, BufReader},
    ops::Deref,
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};
use serde_json::Value;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, WebDriver};

const WIDE: (u32, u32) = (1280, 900);
/// The narrowest telephone that pages must be good on.
const NARROW: (u32, u32) = (360, 740);

/// Headless, with a driver and a profile of its own; all end when it is dropped.
pub struct Browser {
    driver: WebDriver,
    process: Process,
}

impl Browser {
    pub async fn open() -> Self {
        Self::sized(WIDE).await
    }

    /// As on a small telephone.
    pub async fn open_narrow() -> Self {
        Self::sized(NARROW).await
    }

    /// Panics with what axe-core (WCAG 2.2 A and AA) has against the page that is shown.
    pub async fn finds_no_barrier(&self) {
        let axe = std::fs::read_to_string(axe()).unwrap();
        self.driver.execute(axe, vec![]).await.unwrap();
        let look = "const done = arguments[arguments.length - 1];
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            axe.run(document, { runOnly: { type: 'tag', values: tags } }).then(found => done(
              found.violations.map(v => v.id + ': ' + v.help + ' in ' + v.nodes.map(n => n.html).join(' | '))));";
        let found = self.driver.execute_async(look, vec![]).await.unwrap();
        let found: Vec<String> = found.convert().unwrap();
        let page = self.driver.current_url().await.unwrap();
        assert!(found.is_empty(), "{page}\n{}", found.join("\n"));
    }

    /// Panics when the page is wider than the window, so that one must scroll sideways.
    pub async fn fits(&self) {
        let look = "return [document.documentElement.scrollWidth, window.innerWidth]";
        let widths = self.driver.execute(look, vec![]).await.unwrap();
        let [page, window]: [u32; 2] = widths.convert().unwrap();
        assert!(page <= window, "{page} wide in a window of {window}");
    }

    /// What is downloaded is put there, as a person's browser does it.
    pub async fn downloads_to(&self, folder: &std::path::Path) {
        let behavior = serde_json::json!({ "behavior": "allow", "downloadPath": folder });
        self.command("Browser.setDownloadBehavior", behavior).await;
    }

    /// For a person to look at.
    pub async fn picture(&self, file: &std::path::Path) {
        self.driver.screenshot(file).await.unwrap();
    }

    async fn sized((width, height): (u32, u32)) -> Self {
        // Already installed when somebody else was first.
        drop(rustls::crypto::ring::default_provider().install_default());
        let (process, url) = Process::start();
        let mut wanted = ChromeCapabilities::new();
        for argument in [
            "--headless=new",
            // Chromium's sandbox does not start for root or in a container.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            // A page that is still scrolling moves away from under the pointer.
            "--force-prefers-reduced-motion",
            "--lang=nb",
            "--force-color-profile=srgb",
        ] {
            wanted.add_arg(argument).unwrap();
        }
        let driver = WebDriver::new(&url, wanted).await.unwrap();
        let browser = Self { driver, process };
        browser.resize(width, height).await;
        browser
    }

    /// A headless window is never narrower than 500, so the page is told that it is.
    async fn resize(&self, width: u32, height: u32) {
        let screen = serde_json::json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500,
        });
        self.command("Emulation.setDeviceMetricsOverride", screen)
            .await;
    }

    async fn command(&self, name: &str, parameters: Value) {
        let address = format!(
            "{}/session/{}/goog/cdp/execute",
            self.process.url,
            self.driver.session_id()
        );
        let body = serde_json::json!({ "cmd": name, "params": parameters });
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = http.post(address).json(&body).send().await.unwrap();
        assert!(answer.status().is_success(), "{name}");
    }
}

impl Deref for Browser {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.driver
    }
}

impl Drop for Browser {
    /// The processes are ended, so the session need not be; asking for it would hold up the test.
    fn drop(&mut self) {
        self.driver.clone().leak().ok();
    }
}

/// The driver and the browser that it starts, in a group of processes of their own.
struct Process {
    child: Child,
    url: String,
}

impl Process {
    fn start() -> (Self, String) {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("chromedriver is missing: .ci/test installs it");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines.find_map(|line| {
            let line = line.unwrap();
            let (_, port) = line.split_once("started successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        });
        // It writes on, and must not be stopped by a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let url = format!(
            "http://127.0.0.1:{}",
            port.expect("chromedriver says no port")
        );
        (
            Self {
                child,
                url: url.clone(),
            },
            url,
        )
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Ok(id) = i32::try_from(self.child.id()) {
            killpg(Pid::from_raw(id), Signal::SIGKILL).ok();
        }
        drop(self.child.wait());
    }
}

fn axe() -> PathBuf {
    let file = std::env::var("VAREBRO_TEST_AXE").map_or_else(|_| default_axe(), PathBuf::from);
    assert!(file.exists(), "axe-core is missing: .ci/test fetches it");
    file
}

fn default_axe() -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join("target/npm/node_modules/axe-core/axe.min.js")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        "data:text/html,<html lang='nb'><title>Prøve</title><main><h1>Prøve</h1></main></html>";
    const BAD: &str = "data:text/html,<html><title>x</title><img src='x'><input></html>";

    #[tokio::test]
    async fn a_good_page_has_no_barrier_and_fits_a_telephone() {
        let browser = Browser::open_narrow().await;
        browser.goto(GOOD).await.unwrap();
        browser.finds_no_barrier().await;
        browser.fits().await;
    }

    #[tokio::test]
    #[should_panic(expected = "html-has-lang")]
    async fn a_bad_page_is_told_with_what_is_wrong() {
        let browser = Browser::open().await;
        browser.goto(BAD).await.unwrap();
        browser.finds_no_barrier().await;
    }
}

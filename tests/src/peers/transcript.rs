//! Recorded answers, so that a service can be audited again without being there.
//!
//! `requests.txt` has a line for each request that any set-up was sent. The file of a peer has for each set-up its
//! distinct answers, and which requests got which: `3-7=0 8=1` says that the requests in lines 3 to 7, counted from 0,
//! got answer 0, and the one in line 8 answer 1. In an answer, `{origin}` stands for the request's own.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use cors_audit::{Answer, Exchange, Plan};

use super::setups::Setup;

/// Header lines that say nothing about CORS and change from one run to the next.
const LEFT_OUT: [&str; 7] =
    ["connection", "content-length", "date", "etag", "keep-alive", "server", "transfer-encoding"];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("peers/recorded")
}

/// The name of a peer's file.
fn file(peer: &str) -> String {
    let letters = peer.to_ascii_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    format!("{}.txt", letters.replace("--", "-"))
}

/// A request as one line. What makes it unique is left out.
pub fn line(exchange: &Exchange) -> String {
    let url: String = exchange.url("/").chars().filter(|c| !c.is_ascii_digit()).collect();
    let headers = exchange.headers();
    headers.iter().fold(format!("{} {url}", exchange.method()), |line, (name, value)| {
        format!("{line} | {name}: {value}")
    })
}

/// The requests that were recorded, in the order in which they came up.
#[derive(Debug, Default)]
pub struct Requests {
    lines: Vec<String>,
    places: HashMap<String, usize>,
}

impl Requests {
    /// Those of the file.
    pub fn read() -> Self {
        let mut requests = Self::default();
        for line in fs::read_to_string(folder().join("requests.txt")).unwrap_or_default().lines() {
            requests.place(line);
        }
        requests
    }

    fn place(&mut self, line: &str) -> usize {
        if let Some(place) = self.places.get(line) {
            return *place;
        }
        self.lines.push(line.to_owned());
        self.places.insert(line.to_owned(), self.lines.len() - 1);
        self.lines.len() - 1
    }

    /// Writes the file.
    ///
    /// # Panics
    ///
    /// If that fails.
    pub fn write(&self) {
        fs::create_dir_all(folder()).expect("a folder");
        fs::write(folder().join("requests.txt"), self.lines.join("\n") + "\n").expect("written");
    }
}

/// What one set-up answered, in order: the place of the request, and the answer as text.
#[derive(Debug, Clone, Default)]
pub struct Transcript(Vec<(usize, String)>);

impl Transcript {
    /// Adds one answer.
    pub fn add(&mut self, requests: &mut Requests, exchange: &Exchange, answer: &Answer) {
        let origin = exchange.headers().into_iter().find(|(name, _)| *name == "origin");
        let lines = answer.lines().filter(|(name, _)| !LEFT_OUT.contains(name));
        let text = lines.fold(answer.status().to_string(), |text, (name, value)| {
            let is_repeated = origin.as_ref().is_some_and(|(_, origin)| origin == value);
            // A redirect repeats what makes the request unique.
            let value = match value.split_once("cors-audit=") {
                Some((before, _)) => &format!("{before}cors-audit="),
                None if is_repeated => "{origin}",
                None => value,
            };
            format!("{text} | {name}: {value}")
        });
        self.0.push((requests.place(&line(exchange)), text));
    }

    /// As the file of a peer has it.
    fn text(&self) -> String {
        let mut answers: Vec<&str> = Vec::new();
        let mut runs: Vec<(usize, usize, usize)> = Vec::new();
        for (request, text) in &self.0 {
            let answer = answers.iter().position(|known| known == text).unwrap_or_else(|| {
                answers.push(text);
                answers.len() - 1
            });
            match runs.last_mut() {
                Some((_, last, same)) if *same == answer && *last + 1 == *request => *last = *request,
                _ => runs.push((*request, *request, answer)),
            }
        }
        let mut text = String::new();
        for answer in answers {
            let _ = writeln!(text, "{answer}");
        }
        let runs = runs.iter().map(|(first, last, answer)| {
            if first == last { format!("{first}={answer}") } else { format!("{first}-{last}={answer}") }
        });
        text + &runs.collect::<Vec<_>>().join(" ") + "\n"
    }

    fn parse(text: &str) -> Self {
        let (answers, runs): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| line.contains(" | ") || line.len() == 3);
        let mut made = Vec::new();
        for run in runs.iter().flat_map(|line| line.split(' ')) {
            let (requests, answer) = run.split_once('=').unwrap_or_else(|| panic!("no run: `{run}`"));
            let (first, last) = requests.split_once('-').unwrap_or((requests, requests));
            let number = |text: &str| text.parse::<usize>().unwrap_or_else(|_| panic!("no number: `{run}`"));
            made.extend((number(first)..=number(last)).map(|at| (at, answers[number(answer)].to_owned())));
        }
        Self(made)
    }

    /// The service that answers as this one did.
    pub fn replay<'a>(&self, requests: &'a Requests) -> Replay<'a> {
        let mut answers: HashMap<usize, VecDeque<String>> = HashMap::new();
        for (request, text) in &self.0 {
            answers.entry(*request).or_default().push_back(text.clone());
        }
        Replay { requests, answers }
    }
}

/// A service that answers as one did.
#[derive(Debug)]
pub struct Replay<'a> {
    requests: &'a Requests,
    answers: HashMap<usize, VecDeque<String>>,
}

impl Replay<'_> {
    /// The answers to the same request in their order; then the last one again and again.
    ///
    /// # Panics
    ///
    /// If the request was not recorded.
    pub fn answer(&mut self, exchange: &Exchange) -> Answer {
        let line = line(exchange);
        let answers = self.requests.places.get(&line).and_then(|place| self.answers.get_mut(place));
        let answers = answers.unwrap_or_else(|| {
            panic!("`{line}` was not recorded: CORS_RECORD=1 tests/peers/run records all anew")
        });
        let text = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
        let origin = exchange.headers().into_iter().find(|(name, _)| *name == "origin");
        read(&text.unwrap_or_default(), origin.as_ref().map_or("", |(_, origin)| origin))
    }

    /// Answers all of a plan, and shows each exchange and its answer.
    pub fn run(mut self, mut plan: Plan, mut seen: impl FnMut(&Exchange, &Answer)) -> Plan {
        while let Some(exchange) = plan.next_exchange() {
            let answer = self.answer(&exchange);
            seen(&exchange, &answer);
            plan.answer(exchange, answer);
        }
        plan
    }
}

fn read(text: &str, origin: &str) -> Answer {
    let mut parts = text.split(" | ");
    let status =
        parts.next().and_then(|status| status.parse().ok()).unwrap_or_else(|| panic!("no answer: {text}"));
    let lines = parts.map(|line| {
        line.split_once(": ").or(line.split_once(':')).unwrap_or_else(|| panic!("no header: {line}"))
    });
    let lines = lines.map(|(name, value)| (name, if value == "{origin}" { origin } else { value }));
    Answer::new(status, lines)
}

/// The transcripts of these set-ups, by their titles.
///
/// # Panics
///
/// If a file cannot be read.
pub fn read_all(setups: &[Setup]) -> BTreeMap<String, Transcript> {
    let files: BTreeSet<String> = setups.iter().map(|setup| file(setup.peer)).collect();
    let mut all = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(folder().join(file)).unwrap_or_default();
        for part in text.split("# ").filter(|part| !part.is_empty()) {
            let (title, rest) = part.split_once('\n').expect("a title");
            all.insert(title.to_owned(), Transcript::parse(rest));
        }
    }
    all
}

/// Writes the file of a peer.
///
/// # Panics
///
/// If that fails.
pub fn write(peer: &str, transcripts: &[(String, Transcript)]) {
    let parts = transcripts.iter().map(|(title, transcript)| format!("# {title}\n{}", transcript.text()));
    fs::write(folder().join(file(peer)), parts.collect::<String>()).expect("written");
}

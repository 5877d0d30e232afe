//! The website: whether it answers, names its firm and says in a legal notice whose it is.

use super::evidence::{NoticeFact, SiteFact, SiteNameFact};
use super::seen::{NoticeSeen, PageSeen, SiteAnswer, SiteSeen};
use super::subject::Subject;
use crate::domain::prose::WebAddress;

/// Where the look at a website stands.
pub(super) enum Visit<'a> {
    NoSite,
    NotVisited,
    Done(&'a WebAddress, &'a SiteSeen),
}

impl<'a> Visit<'a> {
    /// A visit counts when it was for what the subject gives now.
    pub(super) fn of(subject: &Subject<'a>, seen: Option<&'a SiteSeen>) -> Self {
        let Some(address) = subject.website else { return Self::NoSite };
        let question = subject.site_question();
        match seen.filter(|seen| question.as_ref() == Some(&seen.asked)) {
            Some(seen) => Self::Done(address, seen),
            None => Self::NotVisited,
        }
    }

    pub(super) fn fact(&self) -> SiteFact {
        let (address, seen) = match self {
            Self::NoSite => return SiteFact::NoSite,
            Self::NotVisited => return SiteFact::NotVisited,
            Self::Done(address, seen) => (address, seen),
        };
        let from = address.host().to_owned();
        match &seen.answer {
            SiteAnswer::Silent(trouble) => SiteFact::Silent { host: from, trouble: *trouble },
            SiteAnswer::Page(PageSeen { host, insecure: Some(trouble), .. }) => {
                SiteFact::Insecure { host: host.clone(), trouble: *trouble }
            }
            SiteAnswer::Page(page) if page.moved => SiteFact::Moved { from, to: page.host.clone() },
            SiteAnswer::Page(page) => SiteFact::Secure { host: page.host.clone() },
        }
    }

    pub(super) fn name_fact(&self) -> SiteNameFact {
        let seen = match self {
            Self::NoSite => return SiteNameFact::NoSite,
            Self::NotVisited => return SiteNameFact::NotVisited,
            Self::Done(_, seen) => seen,
        };
        let SiteAnswer::Page(page) = &seen.answer else { return SiteNameFact::Unread };
        let in_notice = matches!(page.notice, NoticeSeen::Read { number, name } if number || name);
        match &page.name {
            Some(name) => SiteNameFact::Named { name: name.clone() },
            None if page.number || in_notice => SiteNameFact::Identified,
            // Nothing was looked for: a later visit will, once a name is given.
            None if seen.asked.names.is_empty() => SiteNameFact::NotVisited,
            None => SiteNameFact::NotNamed { names: seen.asked.names.clone(), cut: page.cut },
        }
    }

    pub(super) fn notice_fact(&self) -> NoticeFact {
        let seen = match self {
            Self::NoSite => return NoticeFact::NoSite,
            Self::NotVisited => return NoticeFact::NotVisited,
            Self::Done(_, seen) => seen,
        };
        let SiteAnswer::Page(page) = &seen.answer else { return NoticeFact::Unread };
        match &page.notice {
            NoticeSeen::Read { number: true, .. } => NoticeFact::WithNumber,
            // Many a small site has its notice at the foot of its only page.
            NoticeSeen::Missing if page.number => NoticeFact::WithNumber,
            NoticeSeen::Read { name: true, .. } => NoticeFact::WithName,
            NoticeSeen::Read { .. } => NoticeFact::Anonymous,
            NoticeSeen::Unread(trouble) => NoticeFact::Broken { trouble: *trouble },
            NoticeSeen::Elsewhere { host } => NoticeFact::Elsewhere { host: host.clone() },
            NoticeSeen::Missing => NoticeFact::Missing,
        }
    }
}

//! The few fields of these forms: what stands over each, what was typed, what is wrong.

use axum::http::StatusCode;

use crate::i18n::Lang;
use crate::web::form::Typed;

/// A field of one line.
pub(super) struct Input {
    /// Identifier and name in the form.
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    /// Type of the control.
    pub(super) kind: &'static str,
    /// What browsers and keepers of passwords fill in.
    pub(super) complete: &'static str,
    pub(super) value: String,
    pub(super) hint: String,
    pub(super) problem: Option<String>,
}

impl Input {
    /// A field that keeps what was typed.
    pub(super) fn kept(
        id: &'static str,
        label: &'static str,
        complete: &'static str,
        value: impl Into<String>,
    ) -> Self {
        let kind = if complete == "email" || id == "email" { "email" } else { "text" };
        Self { id, label, kind, complete, value: value.into(), hint: String::new(), problem: None }
    }

    /// A password, which is never shown again.
    pub(super) fn password(id: &'static str, label: &'static str, complete: &'static str) -> Self {
        Self { kind: "password", ..Self::kept(id, label, complete, "") }
    }

    /// A code, which is good once and never shown again.
    pub(super) fn code(id: &'static str, label: &'static str) -> Self {
        Self::kept(id, label, "one-time-code", "")
    }

    /// Adds help.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Says what is wrong, if anything is.
    pub(super) fn problem(mut self, problem: Option<impl Into<String>>) -> Self {
        self.problem = problem.map(Into::into);
        self
    }

    /// Whether it is a code.
    pub(super) fn is_code(&self) -> bool {
        self.complete == "one-time-code"
    }

    /// Gives the identifiers of its help and of what is wrong.
    pub(super) fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let problem = self.problem.is_some().then(|| format!("{}-error", self.id));
        hint.into_iter().chain(problem).collect::<Vec<_>>().join(" ")
    }
}

/// A form of a few fields.
pub(super) struct Form {
    pub(super) inputs: Vec<Input>,
    /// What is wrong with a control that the page brings.
    pub(super) beside: Option<(&'static str, String)>,
}

impl From<Vec<Input>> for Form {
    fn from(inputs: Vec<Input>) -> Self {
        Self { inputs, beside: None }
    }
}

impl Form {
    /// Whether anything is wrong.
    pub(super) fn is_wrong(&self) -> bool {
        !self.errors().is_empty()
    }

    /// Gives what is wrong with which control.
    pub(super) fn errors(&self) -> Vec<(&'static str, &str)> {
        let of = |input: &'_ Input| input.problem.is_some();
        let fields = self.inputs.iter().filter(|input| of(input));
        let fields = fields.map(|input| (input.id, input.problem.as_deref().unwrap_or_default()));
        fields.chain(self.beside.iter().map(|(id, text)| (*id, text.as_str()))).collect()
    }

    /// Gives the status of a page that shows it.
    pub(super) fn status(&self) -> StatusCode {
        if self.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }
}

/// The fields that prove who it is.
pub(super) fn proof(wrong: bool, lang: Lang) -> [Input; 2] {
    [
        Input::password("password", lang.current_password(), "current-password")
            .problem(wrong.then(|| lang.proof_wrong())),
        Input::code("code", lang.current_code()),
    ]
}

/// Gives what was typed as a password: blanks at its ends count, and it may be pasted.
pub(super) fn typed_password(typed: &Typed, field: &str) -> String {
    typed.get(field).chars().take(crate::domain::desk::password::LONGEST + 1).collect()
}

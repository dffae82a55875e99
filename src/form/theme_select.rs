//! The select of the standalone page's theme. An embedded form has the theme of its attribute.

use leptos::prelude::*;
use model::messages::{self, Message};

use crate::dom::html::{self, div};
use crate::dom::{Node, select_control, text};
use crate::state::host::Host;
use crate::state::preferences;

/// The values of the attribute `theme`, the default first.
const THEMES: [(&str, Message); 3] =
    [("auto", messages::THEME_AUTO), ("light", messages::THEME_LIGHT), ("dark", messages::THEME_DARK)];

/// Creates the select. The element's script applies the stored theme before the app starts.
pub fn theme_select(host: Host) -> Node {
    let element = host.element();
    let theme = RwSignal::new(element.get_attribute("theme").unwrap_or_else(|| THEMES[0].0.into()));
    let choose = move |chosen: String| {
        preferences::set_theme(&chosen);
        let _ = element.set_attribute("theme", &chosen);
        theme.set(chosen);
    };
    let choices = THEMES.map(|(theme, label)| (theme.to_owned(), text(label)));
    let select = select_control(choices.into(), move || theme.get(), choose).attr("id", "theme");
    div().child(html::label().attr("for", "theme").child(messages::THEME)).child(select)
}

//! Icons: inline SVG in the colour of the text. It is displayed in forced colours and under any page's policy.

use leptos::prelude::*;

use super::Node;

/// The namespace of SVG.
const NAMESPACE: Option<&str> = Some("http://www.w3.org/2000/svg");

/// Two sheets.
pub const COPY: &str = "M6 6h7v7H6zM4 10H3V3h7v1";
/// An eye.
pub const EYE: &str = "M1 8q7-9 14 0q-7 9-14 0zM8 6a2 2 0 100 4 2 2 0 000-4";
/// An arrow to a line.
pub const DOWNLOAD: &str = "M8 2v8m-3-3l3 3 3-3M3 13.5h10";
/// An arrow out of a tray.
pub const IMPORT: &str = "M8 10V2M5 5l3-3 3 3M3 10v3.5h10V10";
/// A line that continues in the next one.
pub const WRAP: &str = "M2 4h12M2 8h10a2 2 0 010 4H8m2-2-2 2 2 2M2 12h3";
/// A pencil.
pub const PENCIL: &str = "M11.5 2.5l2 2L5 13l-2.7.7L3 11z";
/// Angle brackets.
pub const CODE: &str = "M5 4L1 8l4 4M11 4l4 4-4 4";
/// A cross.
pub const CLOSE: &str = "M4 4l8 8M12 4l-8 8";

/// Creates an icon. The control that it is in has a name.
pub fn icon(path: &str) -> Node {
    let element = |tag| Node(document().create_element_ns(NAMESPACE, tag).expect("the name of an element").into());
    let svg = element("svg").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true");
    svg.child(element("path").attr("d", path))
}

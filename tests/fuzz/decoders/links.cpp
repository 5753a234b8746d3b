// How a device is connected, as somebody wrote it; what chrony says; levels for lines of a GPIO chip; a device's words for a point.
#include "core/channel.hpp"
#include "core/one_line.hpp"
#include "core/markup.hpp"
#include "core/role.hpp"
#include "core/text.hpp"
#include "core/timing_point.hpp"
#include "fuzz/decoder.hpp"
#include "io/chrony.hpp"
#include "io/gpio_request.hpp"
#include "io/link_spec.hpp"

namespace bowball::fuzz {
namespace {

bool check_link(std::string_view text) {
    const auto link = io::parse_link(text);
    if (!link) {
        demand(is_utf8(link.error().text), "a refusal is not UTF-8: " + printable(link.error().text));
        return false;
    }
    demand(link->text == text, "a link that is written otherwise");
    std::ignore = link->arrival_counts();
    if (link->kind != io::LinkKind::gpio) return true;
    const auto outputs = io::request_outputs(*link);
    const auto inputs = io::request_inputs(*link);
    demand(inputs.num_lines == link->lines("in").size() && inputs.num_lines <= 64, "more lines than a chip takes at once");
    const auto levels = io::levels_of(outputs, text);
    if (levels) demand((levels->bits & ~levels->mask) == 0, "a level of no line");
    return true;
}

bool check_chrony(std::string_view text) {
    const auto tracking = io::parse_chrony_tracking(text);
    if (!tracking) {
        demand(is_utf8(tracking.error().text), "a refusal is not UTF-8");
        return false;
    }
    demand(io::error_bound(*tracking) >= 0ns, "surer than sure");
    return true;
}

bool check_point(std::string_view text) {
    const auto point = parse_timing_point(text);
    if (!point) return false;
    const auto again = parse_timing_point(to_string(*point));
    demand(again && *again == *point, "written anew it is another point");
    return true;
}

void check_letters(std::string_view text) {
    const auto shown = one_line(text);
    demand(is_utf8(shown) && shown.find_first_of("\r\n") == std::string::npos, "a line of a log that is two");
    demand(is_utf8(utf8_from_windows_1252(text)), "Windows' letters are not UTF-8");
    demand(is_utf8(printable(text, 50)) && printable(text, 50).size() <= 60, "what is printable is not");
    if (!is_utf8(text)) return;
    const auto escaped = escape_markup(text);
    demand(is_utf8(escaped) && escaped.find_first_of("<>\"") == std::string::npos, "markup in a text");
}

bool decode(std::string_view bytes) {
    check_letters(bytes);
    const auto is_link = check_link(bytes);
    const auto is_chrony = check_chrony(bytes);
    return check_point(bytes) || is_link || is_chrony;
}

}  // namespace

extern const Decoder links_decoder{decode, {}, nullptr, 2048};

}  // namespace bowball::fuzz

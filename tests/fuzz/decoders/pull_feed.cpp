// Names and parameters of polled feeds: one line, "board.xml?rows=8&from=1". What comes is JSON, CSV or XML of the rows that were asked for.
#include "core/text.hpp"
#include "feeds/pull_feeds.hpp"
#include "formats/csv_rows.hpp"
#include "formats/parse_json.hpp"
#include "fuzz/decoder.hpp"
#include "net/http.hpp"

namespace bowball::fuzz {
namespace {

constexpr std::size_t most_bytes = 1024 * 1024;

/// Tags that open are closed, in order, and no letter stands between them that XML has not.
void demand_xml(std::string_view text) {
    std::vector<std::string_view> open;
    while (!text.empty()) {
        const auto begin = text.find('<');
        if (begin == std::string_view::npos) break;
        const auto end = text.find('>', begin);
        demand(end != std::string_view::npos, "a tag without an end");
        const auto tag = text.substr(begin + 1, end - begin - 1);
        text.remove_prefix(end + 1);
        if (tag.starts_with('?') || tag.ends_with('/')) continue;
        if (!tag.starts_with('/')) {
            open.push_back(tag.substr(0, tag.find(' ')));
            continue;
        }
        demand(!open.empty() && open.back() == tag.substr(1), "a tag is closed that is not open");
        open.pop_back();
    }
    demand(open.empty(), "a tag that is not closed");
}

bool decode(std::string_view bytes) {
    const auto question = bytes.find('?');
    const auto query = question == std::string_view::npos ? std::string_view{} : bytes.substr(question + 1);
    // What somebody put into a crew's name is shown too.
    feeds::PullFeeds feeds{1};
    views::BoardView board;
    board.header.race = 1;
    board.header.title = is_utf8(bytes) ? std::string{bytes} : printable(bytes);
    board.rows.resize(2);
    board.rows[0].crew.name = board.header.title;
    views::MeetView meet;
    meet.current_race = 1;
    feeds.take("meet", std::make_shared<views::View>(meet), 0);
    feeds.take("race/1/board", std::make_shared<views::View>(board), 0);
    const auto found = feeds.find(bytes.substr(0, question), [&](std::string_view name) { return net::query_value(query, name); }, 1'000'000);
    if (!found) {
        demand(is_utf8(found.error().text), "a refusal is not UTF-8");
        return false;
    }
    if (!found->body) return true;
    demand(is_utf8(*found->body), "a document is not UTF-8");
    if (found->content_type.find("json") != std::string::npos) demand(formats::parse_json(*found->body, most_bytes).has_value(), "no JSON");
    if (found->content_type.find("xml") != std::string::npos) demand_xml(*found->body);
    if (found->content_type.find("csv") != std::string::npos) demand(formats::read_csv(*found->body).value().flaws.empty(), "no CSV");
    return true;
}

}  // namespace

extern const Decoder pull_feed_decoder{decode, {}, nullptr, 512};

}  // namespace bowball::fuzz

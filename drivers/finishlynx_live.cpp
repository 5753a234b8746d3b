// What FinishLynx sends to a scoreboard while racing: the running clock, the start, and result pages, as written by our own
// script config/finishlynx/bowball.lss. Facts: FinishLynx help, headers of the maker's scripts (protocols 4.6, 4.7).
//
// One record a line, fields with 0x1F between them, the first says what it is:
//   B version | A T G P S K time, event, round, heat | D time of day | W wind | N start list | M message
//   H event, round, heat, participants, status, name | R place, ID, lane, name, affiliation, time, reaction | E event, round, heat
// A display is not a stamp: the clock and the gun are signs of life, never impulses. Results are sent wholly at each change;
// where FinishLynx pages them, each page has its own header and end.
#include <algorithm>
#include <utility>

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "drivers/line_reader.hpp"
#include "drivers/lynx_text.hpp"
#include "drivers/printed_time.hpp"

namespace bowball::capture {
namespace {

constexpr char field_separator = '\x1f';
/// Two names of a board's width and some numbers; more is two records whose line feed was lost. Bounds what a page holds.
constexpr std::size_t longest_record = 1000;

using Fields = std::vector<std::string>;

Fields split_record(std::string_view line) {
    Fields fields;
    for (const auto part : split(line, field_separator)) fields.push_back(to_utf8(trim(part)));
    return fields;
}

/// One page of results, from its header to its end.
struct Page {
    RawResult result;
    std::optional<Duration> finest;     ///< value of the last digit of the most precise time
    std::uint64_t participants = 0;     ///< of the race; 0: not told
    std::string header;                 ///< as received, to be quoted
};

class FinishLynxLive final : public Driver {
public:
    void on_open(HostTime, DriverOutput& out) override {
        lines_.restart(out);
        page_.reset();
        is_running_ = false;
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        lines_.feed(bytes, at, out, [&](std::string_view line, HostTime) { take_line(line, out); });
    }

private:
    void take_line(std::string_view line, DriverOutput& out) {
        if (line.find('\0') != std::string_view::npos)
            return complain(line, "zeros between the letters: set the scoreboard's code set in FinishLynx to Single Byte", out);
        if (line.size() > longest_record) return complain(line, "a record that is too long", out);
        const auto fields = split_record(line);
        const auto kind = fields[0].size() == 1 ? fields[0][0] : ' ';
        switch (kind) {
            case 'A': case 'T': case 'G': case 'P': case 'S': case 'K': return take_time(fields, line, out);
            case 'H': return take_header(fields, line, out);
            case 'R': return take_row(fields, line, out);
            case 'E': return take_end(fields, line, out);
            case 'B': case 'D': case 'W': case 'N': case 'M': return out.alive();
            default: return complain(line, "no record of bowball.lss; is it the scoreboard's script?", out);
        }
    }

    static void complain(std::string_view line, const std::string& why, DriverOutput& out) {
        out.skipped(line.size(), why + ": \"" + printable(line, 60) + "\"");
    }

    static std::optional<std::string> key_of(const Fields& fields, std::size_t at) {
        if (fields.size() < at + 3 || fields[at].empty()) return std::nullopt;
        return lynx_key(fields[at], fields[at + 1], fields[at + 2]);
    }

    /// A clock at zero again after it ran is how FinishLynx shows a false start or a reset.
    void take_time(const Fields& fields, std::string_view line, DriverOutput& out) {
        const auto time = fields.size() == 5 ? parse_printed_time(fields[1]) : std::nullopt;
        if (fields.size() != 5 || (!time && !fields[1].empty())) return complain(line, "a clock without time or race", out);
        out.alive();
        if (!time) return;
        const auto race = key_of(fields, 2).value_or("");
        if (is_running_ && time->time == 0ns && race == clock_race_) out.skipped(0, "the running clock went back to zero, a false start or a reset: \"" + printable(line, 60) + "\"");
        clock_race_ = race;
        is_running_ = time->time > 0ns && fields[0] != "A" && fields[0] != "S" && fields[0] != "P";
    }

    void take_header(const Fields& fields, std::string_view line, DriverOutput& out) {
        if (page_) out.skipped(0, "a page of results without its end: \"" + printable(page_->header, 60) + "\"");
        page_.reset();
        const auto key = key_of(fields, 1);
        if (fields.size() != 7 || !key) return complain(line, "results without event, round and heat", out);
        out.alive();
        page_.emplace();
        page_->result.key = *key;
        page_->result.title = fields[6];
        page_->result.document = "scoreboard";
        page_->participants = parse_number(fields[4]).value_or(0);
        page_->header = std::string{line};
    }

    void take_row(const Fields& fields, std::string_view line, DriverOutput& out) {
        if (!page_) return complain(line, "a result outside of a page", out);
        if (fields.size() != 8) return complain(line, "a result has seven fields", out);
        if (std::all_of(fields.begin() + 1, fields.end(), [](const std::string& one) { return one.empty(); })) return;  // an empty row of the board
        if (page_->result.rows.size() == limits::result_rows) {
            page_.reset();
            return complain(line, "no race has more than " + std::to_string(limits::result_rows) + " results; the page was not used", out);
        }
        auto uncounted = line.size();  // a record that is complained of twice was still received once
        const auto remark = [&](const std::string& why) { out.skipped(std::exchange(uncounted, 0), why + ": \"" + printable(line, 60) + "\""); };
        RawResultRow row;
        if (!fields[1].empty() && !take_place(fields[1], row)) {
            row.unreadable = true;
            remark("the place is neither a number nor a status; the result was taken without it");
        }
        row.identity = fields[2];
        if (const auto lane = parse_number(fields[3]); lane && *lane > 0 && *lane <= 9999) row.lane = static_cast<std::uint32_t>(*lane);
        else if (!fields[3].empty() && lane != 0) {
            row.unreadable = true;
            remark("the lane is no number; the result was taken without it");
        }
        row.name = fields[4];
        row.affiliation = fields[5];
        if (!take_time_or_status(fields[6], row)) {
            row.unreadable = true;
            remark("the time cannot be read; the result was taken without it");
        }
        if (const auto reaction = parse_printed_time(fields[7])) row.reaction = reaction->time;
        else if (!fields[7].empty()) remark("the reaction cannot be read; the result was taken without it");
        page_->result.rows.push_back(std::move(row));
    }

    /// A board shows DNS and the like where the time would stand, if its operator did not type it as the place.
    bool take_time_or_status(const std::string& text, RawResultRow& row) {
        if (const auto time = parse_printed_time(text)) {
            row.time = time->time;
            page_->finest = std::min(page_->finest.value_or(time->last_digit), time->last_digit);
            return true;
        }
        if (text.find_first_of("0123456789") != std::string::npos) return false;
        if (row.status.empty() && !row.place) row.status = text;
        return true;
    }

    void take_end(const Fields& fields, std::string_view line, DriverOutput& out) {
        auto page = std::exchange(page_, std::nullopt);
        const auto key = fields.size() == 4 ? key_of(fields, 1) : std::nullopt;
        if (!page || !key || *key != page->result.key) return complain(line, "the end of a page that did not begin", out);
        page->result.resolution = page->finest.value_or(10ms);
        if (page->result.rows.size() < page->participants) join_pages(page->result);
        shown_ = page->result;
        out.result(std::move(page->result));
    }

    /// A page shows some of the crews. What other pages said of the same race stays, so that no crew is wiped away.
    void join_pages(RawResult& page) const {
        if (shown_.key != page.key) return;
        const auto is_same = [](const RawResultRow& a, const RawResultRow& b) {
            return a.lane || b.lane ? a.lane == b.lane : a.identity == b.identity && a.name == b.name;
        };
        for (const auto& known : shown_.rows) {
            const auto is_there = std::ranges::any_of(page.rows, [&](const RawResultRow& row) { return is_same(row, known); });
            if (!is_there && page.rows.size() < limits::result_rows) page.rows.push_back(known);
        }
        page.resolution = std::min(page.resolution, shown_.resolution);
    }

    LineReader lines_;
    std::optional<Page> page_;     ///< begun and not ended
    RawResult shown_;              ///< the latest result
    std::string clock_race_;       ///< whose clock was shown last
    bool is_running_ = false;
};

}  // namespace

extern const DriverSpec finishlynx_live_driver;
const DriverSpec finishlynx_live_driver{
    .name = "finishlynx_live",
    .title = "FinishLynx scoreboard output, with Bowball's script",
    .maturity = Maturity::documented,
    .default_link = "tcp-listen://0.0.0.0:7020",
    .expected_rhythm = 0ns,
    .settings = {},
    .clock_ppb = 2'000,
    .make = [](const Settings&) -> Result<std::unique_ptr<Driver>> { return std::unique_ptr<Driver>{std::make_unique<FinishLynxLive>()}; },
};

}  // namespace bowball::capture

// Omega Scan'O'Vision, its data-handling ("DH") feed over TCP: rankings of the photo finish. Facts: one public client
// (protocols 4.8); what is not sure there is not used here. No I/O here.
//
//   packet: SOH DC3 "DV" type STX payload EOT; types have three letters
//   SNR race            RDC participants, begins a ranking      RFC ends it
//   RCC rank 3, bib 5, lane 2, time to 0.01 s or DNS, DNF, DQ, No Time     RCF the same to 0.001 s
// A display of results is not a stamp: nothing here is an impulse.
#include <algorithm>

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "drivers/printed_time.hpp"

namespace bowball::capture {
namespace {

constexpr char packet_start = '\x01';
constexpr char packet_end = '\x04';
constexpr char payload_mark = '\x02';
constexpr std::string_view packet_head = "\x01\x13" "DV";
constexpr std::size_t longest_race_id = 40;
/// Rank, bib, lane, and a time or a word.
constexpr std::size_t shortest_row = 11;
constexpr std::size_t longest_row = 60;

class OmegaOsv final : public Driver {
public:
    void on_open(HostTime, DriverOutput&) override {
        packet_.clear();
        race_.clear();
        ranking_.reset();
    }

    void on_bytes(Bytes bytes, HostTime, DriverOutput& out) override {
        for (const auto byte : bytes) take_byte(static_cast<char>(byte), out);
    }

private:
    void take_byte(char byte, DriverOutput& out) {
        if (byte == packet_start && !packet_.empty()) give_up(out);
        packet_ += byte;
        if (byte == packet_end && packet_.front() == packet_start) {
            take_packet(packet_, out);
            packet_.clear();
            return;
        }
        const auto is_lost = packet_.front() != packet_start && (byte == packet_end || byte == '\n');
        if (is_lost || packet_.size() > limits::device_line_bytes) give_up(out);
    }

    /// What stands before the next packet, or is too long for one.
    void give_up(DriverOutput& out) {
        const auto is_filler = packet_.find_first_not_of(std::string_view{"\0\r\n", 3}) == std::string::npos;
        if (!is_filler) complain(packet_, "no packet of a Scan'O'Vision", out);
        packet_.clear();
    }

    static void complain(std::string_view bytes, const std::string& why, DriverOutput& out) {
        out.skipped(bytes.size(), why + ": \"" + printable(bytes, 60) + "\"");
    }

    void take_packet(std::string_view packet, DriverOutput& out) {
        if (!packet.starts_with(packet_head) || packet.size() < 8) return complain(packet, "no packet of the DH feed", out);
        const auto type = packet.substr(4, 3);
        const auto rest = packet.substr(7, packet.size() - 8);
        if (!rest.empty() && rest.front() != payload_mark) return complain(packet, "a packet without its mark", out);
        const auto payload = rest.empty() ? rest : rest.substr(1);
        if (type == "SNR") return take_race(payload, packet, out);
        if (type == "RDC") return begin(packet, out);
        if (type == "RCC" || type == "RCF") return take_row(payload, packet, out);
        if (type == "RFC") return end(packet, out);
        if (is_known_other(type)) return out.alive();
        complain(packet, "a packet of an unknown type", out);
    }

    /// Start, false start, running and net times, wind, splits and reactions, temporary results, columns, cursors.
    static bool is_known_other(std::string_view type) {
        constexpr std::string_view known[] = {"ISV", "IST", "ISF", "IFV", "IFF", "RWM", "RTC", "RCV", "RCS", "RFJ", "SCH", "SCD", "TFC", "DFC"};
        return std::ranges::find(known, type) != std::end(known);
    }

    void take_race(std::string_view payload, std::string_view packet, DriverOutput& out) {
        const auto race = trim(payload);
        if (race.empty() || race.size() > longest_race_id) return complain(packet, "a race without a name", out);
        if (race != race_) ranking_.reset();
        race_ = is_utf8(race) ? std::string{race} : utf8_from_windows_1252(race);
        out.alive();
    }

    void begin(std::string_view packet, DriverOutput& out) {
        if (race_.empty()) return complain(packet, "a ranking of a race that was not named; open the race again in the Scan'O'Vision", out);
        ranking_.emplace();
        ranking_->key = race_;
        ranking_->document = "Scan'O'Vision";
        ranking_->resolution = 10ms;
        out.alive();
    }

    void take_row(std::string_view payload, std::string_view packet, DriverOutput& out) {
        if (!ranking_) return complain(packet, "a result outside of a ranking", out);
        if (payload.size() < shortest_row || payload.size() > longest_row) return complain(packet, "a result of a strange length", out);
        const auto rank = trim(payload.substr(0, 3));
        const auto bib = trim(payload.substr(3, 5));
        const auto lane = parse_number(trim(payload.substr(8, 2)));
        if (!lane || (!rank.empty() && !parse_number(rank))) return complain(packet, "a result without its columns", out);
        auto* row = row_of(bib, static_cast<std::uint32_t>(*lane));
        if (row == nullptr) return complain(packet, "more results than a race has", out);
        if (const auto place = parse_number(rank); place && *place > 0) row->place = static_cast<std::uint16_t>(*place);
        const auto text = trim(payload.substr(10));
        if (const auto time = parse_printed_time(text); time && time->last_digit < 1s) {
            row->time = time->time;
            row->status.clear();
            ranking_->resolution = std::min(ranking_->resolution, time->last_digit);
        } else if (text.find_first_of(".:0123456789") == std::string_view::npos && is_utf8(text)) {
            row->status = text == "No Time" ? std::string{} : std::string{text};
        } else if (!row->time) {  // where a hundredth is known, a fraction alone adds nothing that is sure
            return complain(packet, "the time cannot be read", out);
        }
        out.alive();
    }

    /// The same crew's row in the ranking, made if there is none. Null: no race has so many.
    RawResultRow* row_of(std::string_view bib, std::uint32_t lane) {
        auto& rows = ranking_->rows;
        const auto lane_or_none = lane > 0 ? std::optional{lane} : std::nullopt;
        const auto known = std::ranges::find_if(rows, [&](const RawResultRow& row) { return row.lane == lane_or_none && row.identity == bib; });
        if (known != rows.end()) return &*known;
        if (rows.size() == limits::result_rows) return nullptr;
        auto& row = rows.emplace_back();
        row.lane = lane_or_none;
        row.identity = printable(bib);
        return &row;
    }

    void end(std::string_view packet, DriverOutput& out) {
        if (!ranking_) return complain(packet, "the end of a ranking that did not begin", out);
        out.result(std::move(*ranking_));
        ranking_.reset();
    }

    std::string packet_;                 ///< begun and not ended
    std::string race_;                   ///< as the Scan'O'Vision names it
    std::optional<RawResult> ranking_;   ///< begun and not ended
};

}  // namespace

extern const DriverSpec omega_osv_driver;
const DriverSpec omega_osv_driver{
    .name = "omega_osv",
    .title = "Omega Scan'O'Vision, DH feed",
    .maturity = Maturity::experimental,
    .default_link = "tcp://192.168.1.60:10000",
    .expected_rhythm = 0ns,
    .settings = {},
    .clock_ppb = 2'000,
    .make = [](const Settings&) -> Result<std::unique_ptr<Driver>> { return std::unique_ptr<Driver>{std::make_unique<OmegaOsv>()}; },
};

}  // namespace bowball::capture

// AMB and MyLaps decoders that speak P3: binary records over TCP. Facts: protocols 6.1; captures of two decoders, a public
// client. No I/O here.
//
//   8E version(1) length(2) crc(2) flags(2) type(2)  { id(1) length(1) value }  8F        all numbers little-endian
// Between 8E and 8F a byte 8D, 8E or 8F is sent as 8D, byte + 20h. Length and CRC are those of the unescaped record.
#include "core/limits.hpp"
#include "drivers/mylaps_p3_record.hpp"
#include "drivers/passing_numbers.hpp"
#include "drivers/transponders.hpp"

namespace bowball::capture {
namespace {

using namespace p3;

enum RecordType : std::uint16_t { passing = 0x01, status = 0x02, resend = 0x04, get_time = 0x24, error = 0xFFFF };

/// The clock is asked this often, once it has answered: a late answer must not be taken for that to the next question.
constexpr Duration time_rhythm = 10s;
/// A decoder that has not answered for so long does not tell the time. It is asked again all the same.
constexpr Duration answer_patience = 30s;

/// A lead battery of 12 V is empty here.
constexpr std::uint64_t low_input_tenths_v = 110;

std::uint64_t little_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (auto i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

/// The question of a public client, byte by byte: fields 1, 4 and 5 are wanted.
std::string time_question() { return {"\x8E\x00\x00\x00\x5B\xEB\x00\x00\x24\x00\x01\x00\x04\x00\x05\x00\x8F", 17}; }

std::string quoted_hex(std::string_view bytes) {
    static constexpr auto* digits = "0123456789abcdef";
    std::string text = "\"";
    for (const auto character : bytes.substr(0, 60)) {
        const auto byte = static_cast<unsigned char>(character);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text + (bytes.size() > 60 ? "...\"" : "\"");
}

/// The fields of a record, by id.
class Fields {
public:
    /// Absent if a field runs over the end.
    static std::optional<Fields> parse(std::string_view body) {
        Fields fields;
        while (!body.empty()) {
            const auto length = body.size() < 2 ? std::size_t{256} : static_cast<unsigned char>(body[1]);
            if (body.size() < 2 + length) return std::nullopt;
            fields.values_.emplace(static_cast<unsigned char>(body[0]), body.substr(2, length));
            body.remove_prefix(2 + length);
        }
        return fields;
    }
    [[nodiscard]] std::optional<std::uint64_t> number(unsigned char id) const {
        const auto found = values_.find(id);
        if (found == values_.end() || found->second.empty() || found->second.size() > 8) return std::nullopt;
        return little_endian(found->second);
    }
    /// Microseconds since 1970.
    [[nodiscard]] std::optional<DeviceTime> time(unsigned char id) const {
        const auto value = number(id);
        if (!value || *value > static_cast<std::uint64_t>(INT64_MAX / 2000)) return std::nullopt;
        return DeviceTime{std::chrono::microseconds{static_cast<std::int64_t>(*value)}};
    }

private:
    std::map<unsigned char, std::string_view> values_;
};

class MylapsP3 final : public Driver {
public:
    MylapsP3(transponders::Numbers numbers, Duration uncertainty, Duration delay) : numbers_(std::move(numbers)), uncertainty_(uncertainty), delay_(delay) {}

    void on_open(HostTime, DriverOutput&) override {
        record_.clear();
        raw_ = 0;
        is_escaped_ = false;
        junk_.clear();
        asked_.reset();
        next_question_.reset();
        is_mute_ = false;
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        for (const auto byte : bytes) take_byte(static_cast<unsigned char>(byte), at, out);
    }

    void on_tick(HostTime at, DriverOutput& out) override {
        ask_for_missing(at, out);
        if ((next_question_ && at < *next_question_) || (asked_ && at - *asked_ < answer_patience)) return;
        next_question_ = at + time_rhythm;
        if (asked_) is_mute_ = true;
        asked_ = at;
        out.send(time_question());
    }

private:
    void take_byte(unsigned char byte, HostTime at, DriverOutput& out) {
        const auto character = static_cast<char>(byte);
        if (byte == begin_of_record) {
            if (!record_.empty()) drop("a record without an end", out);
            drop_junk(out);
            record_ = character;
            raw_ = 1;
            began_ = at;
            return;
        }
        if (record_.empty()) {
            junk_ += character;
            if (junk_.size() >= limits::device_line_bytes) drop_junk(out);
            return;
        }
        ++raw_;
        if (byte == escape && !is_escaped_) {
            is_escaped_ = true;
            return;
        }
        record_ += is_escaped_ ? static_cast<char>(byte - 0x20) : character;
        const auto is_end = byte == end_of_record;
        is_escaped_ = false;
        if (is_end) return take_record(out);
        if (raw_ >= limits::device_line_bytes) drop("a record without an end", out);
    }

    void drop_junk(DriverOutput& out) {
        if (!junk_.empty()) out.skipped(junk_.size(), "bytes between records: " + quoted_hex(junk_));
        junk_.clear();
    }

    void drop(const std::string& why, DriverOutput& out) {
        out.skipped(raw_, why + ": " + quoted_hex(record_));
        record_.clear();
        is_escaped_ = false;
    }

    void take_record(DriverOutput& out) {
        const auto record = std::string_view{record_};
        if (record.size() <= header_length || little_endian(record.substr(2, 2)) != record.size()) return drop("the length is wrong", out);
        if (little_endian(record.substr(4, 2)) != crc_of(record)) return drop("the checksum is wrong", out);
        const auto fields = Fields::parse(record.substr(header_length, record.size() - header_length - 1));
        if (!fields) return drop("a field runs over the record's end", out);
        switch (little_endian(record.substr(8, 2))) {
            case passing: take_passing(*fields, out); break;
            case status: take_status(*fields, out); break;
            case get_time: take_time(*fields, out); break;
            case error: out.skipped(0, "the decoder reports an error: " + quoted_hex(record)); out.alive(); break;
            default: out.alive(); break;
        }
        record_.clear();
    }

    void take_passing(const Fields& fields, DriverOutput& out) {
        const auto number = fields.number(0x01);
        const auto transponder = std::to_string(fields.number(0x03).value_or(0));
        RawImpulse impulse;
        impulse.channel = "loop";
        impulse.own_uncertainty = uncertainty_;
        impulse.number = numbers_.of(transponder);
        impulse.remark = describe(fields, transponder);
        if (const auto decoder = fields.number(0x81)) {
            if (decoder_ && decoder != decoder_) passings_.restart(out);  // another box at this address counts for itself
            decoder_ = decoder;
        }
        if (number) impulse.change = passings_.note(static_cast<std::uint32_t>(*number), out);
        // The decoder's own clock, and that alone: its UTC is absent where there is no GPS, and another timeline.
        impulse.ticks = fields.time(0x04);
        if (!impulse.ticks) {
            impulse.trust = Trust::suspect;
            impulse.remark = "The decoder gave no time; " + impulse.remark;
        } else {
            const auto is_live = impulse.change == Change::seen;
            if (is_live && is_mute_) out.clock_sample({*impulse.ticks, began_ - delay_ / 2, delay_ / 2});
            *impulse.ticks += transponders::tie_break(transponder);
        }
        out.impulse(std::move(impulse));
        ask_for_missing(began_, out);
    }

    static std::string describe(const Fields& fields, const std::string& transponder) {
        const auto value = [&](unsigned char id) { return std::to_string(fields.number(id).value_or(0)); };
        return "transponder " + transponder + ", passing " + value(0x01) + ", strength " + value(0x05) + ", hits " + value(0x06) + ", decoder " + value(0x81);
    }

    static void take_status(const Fields& fields, DriverOutput& out) {
        const auto input = fields.number(0x0C);
        const auto is_low = input && *input < low_input_tenths_v;
        std::string text;
        if (is_low) text += "Its supply is low. ";
        if (const auto noise = fields.number(0x01)) text += "Noise " + std::to_string(*noise) + ". ";
        if (const auto degrees = fields.number(0x07)) text += "Temperature " + std::to_string(static_cast<std::int16_t>(*degrees)) + " C. ";
        if (input) text += "Input " + std::to_string(*input / 10) + "." + std::to_string(*input % 10) + " V. ";
        out.condition({std::string{trim(text)}, is_low});
        out.alive();
    }

    /// The decoder read its clock between the question and the answer.
    void take_time(const Fields& fields, DriverOutput& out) {
        out.alive();
        const auto time = fields.time(0x01);
        if (!time || !asked_) return;
        const auto half = std::max((began_ - *asked_) / 2, Duration{1us});
        out.clock_sample({*time, *asked_ + half, half});
        asked_.reset();
        is_mute_ = false;
    }

    void ask_for_missing(HostTime at, DriverOutput& out) {
        const auto range = passings_.due(at, out);
        if (!range) return;
        std::string fields;
        const auto append = [&](char id, std::uint32_t number) {
            fields += id;
            fields += '\x04';
            for (int shift = 0; shift < 32; shift += 8) fields += static_cast<char>(number >> shift & 0xFF);
        };
        append('\x01', range->first);
        append('\x02', range->last);
        out.send(record_of(resend, fields));
    }

    transponders::Numbers numbers_;
    Duration uncertainty_;
    Duration delay_;
    std::string record_;          ///< unescaped, from 8E on; empty between records
    std::size_t raw_ = 0;         ///< bytes of it on the wire
    bool is_escaped_ = false;
    std::string junk_;
    HostTime began_;
    PassingNumbers passings_;     ///< outlives a lost link: what passed in the meantime is asked for
    std::optional<std::uint64_t> decoder_;
    std::optional<HostTime> asked_;
    std::optional<HostTime> next_question_;
    bool is_mute_ = false;
};

constexpr SettingSpec p3_settings[] = {
    transponders::numbers_setting,
    transponders::uncertainty_setting,
    {"delay_ms", "2000", "Only for a decoder that does not tell its time: the longest that a passing takes from the loop to this computer."},
};

}  // namespace

extern const DriverSpec mylaps_p3_driver;
const DriverSpec mylaps_p3_driver{
    .name = "mylaps_p3",
    .title = "AMB and MyLaps decoders (P3)",
    .maturity = Maturity::proven,
    .default_link = "tcp://192.168.1.51:5403",
    .expected_rhythm = 60s,
    .settings = p3_settings,
    .make = [](const Settings& settings) -> Result<std::unique_ptr<Driver>> {
        auto loop = transponders::parse_loop_settings(settings);
        if (!loop) return loop.error();
        return std::unique_ptr<Driver>{std::make_unique<MylapsP3>(std::move(loop->numbers), loop->uncertainty, loop->delay)};
    },
};

}  // namespace bowball::capture

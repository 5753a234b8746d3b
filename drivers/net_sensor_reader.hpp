// Finds sealed datagrams among bytes that come in any cut. Header only; for net_sensor.cpp.
//
// Over UDP each call brings one datagram: it is one of a sensor from its first byte to its last, or none. A radio bridge may
// send the same over a serial line, cut anywhere. There a datagram is found wherever it stands whole, by its seal, even while
// something before it claims to be the beginning of a longer one: half a datagram holds nothing up.
//
// Anybody can send anything, and a seal costs far more to check than to make up. So each byte that comes allows only so many
// to be hashed: a stream of beginnings that are none cannot keep the capture thread.
#pragma once
#include <deque>
#include <string>

#include "capture/driver.hpp"
#include "core/text.hpp"
#include "drivers/net_sensor_datagram.hpp"

namespace bowball::capture::net_sensor {

class DatagramReader {
public:
    explicit DatagramReader(const Digest& key) : key_(key) {}

    void forget() {
        buffer_.clear();
        pieces_.clear();
    }

    /// Calls take(datagram, at, out) for each whole datagram with its own seal; `at` is the arrival of its first byte.
    template <class Take>
    void add(Bytes bytes, HostTime at, DriverOutput& out, Take take) {
        if (bytes.empty()) return;
        allowed_ = std::min(allowed_, longest) + hashed_per_byte * bytes.size();
        pieces_.push_back({buffer_.size(), at});
        buffer_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        while (const auto found = find()) {
            skip(found->at, out);
            const auto arrived = pieces_.front().at;
            const auto datagram = buffer_.substr(0, found->size);
            drop(found->size);
            take(std::string_view{datagram}, arrived, out);
        }
        skip(first_unfinished(), out);
    }

    /// Calls take(datagram, at, out) if all of these bytes are one datagram with its own seal.
    template <class Take>
    void add_datagram(Bytes bytes, HostTime at, DriverOutput& out, Take take) {
        const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
        if (text.size() > longest) return out.skipped(text.size(), "longer than any datagram of a sensor: \"" + printable(text, 40) + "\"");
        std::size_t size = 0;
        const auto is_one = start_at(text, size) == Start::whole && size == text.size();
        if (!is_one || !has_seal(text)) return out.skipped(text.size(), complaint(text));
        take(text, at, out);
    }

    /// Checked since the beginning.
    [[nodiscard]] std::uint64_t seals() const { return seals_; }

    /// What has waited for its end this long is given up.
    void give_up(HostTime at, DriverOutput& out) {
        if (!pieces_.empty() && at - pieces_.back().at >= patience) skip(buffer_.size(), out);
    }

private:
    struct Piece {
        std::size_t offset;
        HostTime at;
    };
    struct Found {
        std::size_t at;
        std::size_t size;
    };
    enum class Start : std::uint8_t { none, unfinished, whole };
    /// The gap within one datagram over a slow bridge: 1,200 bytes at 9600 baud take 1.3 s, without pauses.
    static constexpr Duration patience = 200ms;
    /// Good datagrams need one; one more finds them behind damaged ones.
    static constexpr std::size_t hashed_per_byte = 2;

    /// What could begin here.
    [[nodiscard]] static Start start_at(std::string_view rest, std::size_t& size) {
        if (rest.substr(0, magic.size()) != magic.substr(0, rest.size())) return Start::none;
        if (rest.size() > 4 && static_cast<std::uint8_t>(rest[4]) != version) return Start::none;
        if (rest.size() < 8) return Start::unfinished;
        size = number_at<std::uint16_t>(rest, 6);
        if (size < shortest || size > longest) return Start::none;
        return rest.size() < size ? Start::unfinished : Start::whole;
    }

    [[nodiscard]] bool has_seal(std::string_view datagram) {
        ++seals_;
        return is_sealed(key_, datagram);
    }

    [[nodiscard]] std::optional<Found> find() {
        for (auto at = buffer_.find(magic); at != std::string::npos; at = buffer_.find(magic, at + 1)) {
            const auto rest = std::string_view{buffer_}.substr(at);
            std::size_t size = 0;
            if (start_at(rest, size) != Start::whole) continue;
            if (size > allowed_) return std::nullopt;
            allowed_ -= size;
            if (has_seal(rest.substr(0, size))) return Found{at, size};
        }
        return std::nullopt;
    }

    [[nodiscard]] std::size_t first_unfinished() const {
        for (auto at = buffer_.find(magic[0]); at != std::string::npos; at = buffer_.find(magic[0], at + 1)) {
            std::size_t size = 0;
            if (start_at(std::string_view{buffer_}.substr(at), size) == Start::unfinished) return at;
        }
        return buffer_.size();
    }

    void skip(std::size_t count, DriverOutput& out) {
        if (count == 0) return;
        const auto text = std::string_view{buffer_}.substr(0, count);
        out.skipped(count, complaint(text));
        drop(count);
    }

    static std::string complaint(std::string_view text) {
        const auto* why = !text.starts_with(magic)    ? "no datagram of a sensor: \""
                          : text.size() < shortest ? "a datagram that was cut short: \""
                                                   : "a datagram that was damaged, or not sealed with this sensor's key: \"";
        return why + printable(text, 40) + "\"";
    }

    void drop(std::size_t count) {
        buffer_.erase(0, count);
        while (pieces_.size() > 1 && pieces_[1].offset <= count) pieces_.pop_front();
        for (auto& piece : pieces_) piece.offset -= std::min(piece.offset, count);
        if (buffer_.empty()) pieces_.clear();
    }

    Digest key_;
    std::string buffer_;         ///< never more than one datagram and what has just come
    std::deque<Piece> pieces_;   ///< where each call's bytes begin in it
    std::size_t allowed_ = longest;   ///< bytes that may be hashed
    std::uint64_t seals_ = 0;
};

}  // namespace bowball::capture::net_sensor

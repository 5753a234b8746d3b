// Finds sealed datagrams among bytes that come in any cut. Header only; for net_sensor.cpp.
//
// Over UDP each call brings one datagram, and this has little to do. But the driver contract knows only bytes, a radio bridge
// may send the same over a serial line, and anybody can send anything to a port. So a datagram is found wherever it stands
// whole, by its seal, even while something before it claims to be the beginning of a longer one: half a datagram holds
// nothing up. To test a seal costs microseconds, and who has no key can send a hundred false beginnings in a datagram, or eight
// thousand in the longest. So the bytes of one call are tested as one datagram first, and of what else begins in them a few are.
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
        pieces_.push_back({buffer_.size(), at});
        buffer_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        wrong_ = 0;
        while (const auto found = find()) {
            skip(found->at, out);
            const auto arrived = pieces_.front().at;
            const auto datagram = buffer_.substr(0, found->size);
            drop(found->size);
            take(std::string_view{datagram}, arrived, out);
        }
        // So much that is wrong is no disturbance: what was real in it will be repeated.
        skip(wrong_ < most_wrong ? first_unfinished() : buffer_.size(), out);
    }

    /// Seals that were tested so far.
    [[nodiscard]] std::uint64_t tested() const { return tested_; }
    /// False beginnings that are tested in one call.
    static constexpr std::size_t most_wrong = 8;

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

    /// What could begin at this place.
    [[nodiscard]] Start start_at(std::size_t at, std::size_t& size) const {
        const auto rest = std::string_view{buffer_}.substr(at);
        if (rest.substr(0, magic.size()) != magic.substr(0, rest.size())) return Start::none;
        if (rest.size() > 4 && static_cast<std::uint8_t>(rest[4]) != version) return Start::none;
        if (rest.size() < 8) return Start::unfinished;
        size = number_at<std::uint16_t>(rest, 6);
        if (size < shortest || size > longest) return Start::none;
        return rest.size() < size ? Start::unfinished : Start::whole;
    }

    [[nodiscard]] bool is_genuine(std::size_t at, std::size_t size) {
        ++tested_;
        return is_sealed(key_, std::string_view{buffer_}.substr(at, size));
    }

    /// The newest call's bytes, where they are one datagram: nothing that came before can hide it.
    [[nodiscard]] std::optional<Found> find_newest() {
        if (pieces_.empty()) return std::nullopt;
        const auto at = pieces_.back().offset;
        std::size_t size = 0;
        if (start_at(at, size) != Start::whole || at + size != buffer_.size() || !is_genuine(at, size)) return std::nullopt;
        return Found{at, size};
    }

    [[nodiscard]] std::optional<Found> find() {
        if (const auto newest = wrong_ == 0 ? find_newest() : std::nullopt) return newest;
        for (auto at = buffer_.find(magic); at != std::string::npos && wrong_ < most_wrong; at = buffer_.find(magic, at + 1)) {
            std::size_t size = 0;
            if (start_at(at, size) != Start::whole) continue;
            if (is_genuine(at, size)) return Found{at, size};
            ++wrong_;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::size_t first_unfinished() const {
        for (auto at = buffer_.find(magic[0]); at != std::string::npos; at = buffer_.find(magic[0], at + 1)) {
            std::size_t size = 0;
            if (start_at(at, size) == Start::unfinished) return at;
        }
        return buffer_.size();
    }

    void skip(std::size_t count, DriverOutput& out) {
        if (count == 0) return;
        const auto text = std::string_view{buffer_}.substr(0, count);
        const auto* why = !text.starts_with(magic)    ? "no datagram of a sensor: \""
                          : text.size() < shortest ? "a datagram that was cut short: \""
                                                   : "a datagram that was damaged, or not sealed with this sensor's key: \"";
        out.skipped(count, why + printable(text, 40) + "\"");
        drop(count);
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
    std::size_t wrong_ = 0;      ///< false beginnings in this call
    std::uint64_t tested_ = 0;
};

}  // namespace bowball::capture::net_sensor

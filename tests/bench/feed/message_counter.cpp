#include "bench/feed/message_counter.hpp"

#include <algorithm>
#include <charconv>

namespace bowball::bench::feed {
namespace {

/// Where the kind begins in {"v":1,"kind":"view"... and what it begins with in a view, and in no other kind.
constexpr std::uint64_t kind_at = 15;
constexpr char view = 'v';
constexpr std::size_t longest_line = 4096;

}  // namespace

std::size_t MessageCounter::feed(std::string_view bytes) {
    std::size_t count = 0;
    for (;;) {
        if (!in_payload_) {
            if (!read_header(bytes)) return count;
            in_payload_ = true;
            taken_ = 0;
        }
        const auto piece = bytes.substr(0, std::min<std::uint64_t>(bytes.size(), length_ - taken_));
        bytes.remove_prefix(piece.size());
        if (wrapping_ == Wrapping::nats) count += feed_nats(piece);
        else take_payload(piece);
        taken_ += piece.size();
        if (taken_ < length_) return count;
        in_payload_ = false;
        head_size_ = 0;
        if (end_frame()) ++count;
    }
}

/// Of a server's frame, which has no mask.
std::size_t MessageCounter::header_size() const {
    if (head_size_ < 2) return 2;
    const auto length = head_[1] & 0x7F;
    return length == 126 ? 4 : length == 127 ? 10 : 2;
}

bool MessageCounter::read_header(std::string_view& bytes) {
    while (head_size_ < header_size()) {
        if (bytes.empty()) return false;
        head_[head_size_++] = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
    }
    length_ = head_[1] & 0x7F;
    if (length_ > 125) {
        length_ = 0;
        for (std::size_t i = 2; i < head_size_; ++i) length_ = length_ << 8 | head_[i];
    }
    const auto opcode = head_[0] & 0x0F;
    // What is compressed is a view: nothing else is long enough.
    if (opcode != 0) counts_ = (opcode == 1 || opcode == 2) && (head_[0] & 0x40) != 0;
    return true;
}

void MessageCounter::take_payload(std::string_view piece) {
    const auto is_text = (head_[0] & 0x4F) == 1;
    if (is_text && taken_ <= kind_at && kind_at < taken_ + piece.size()) counts_ = piece[kind_at - taken_] == view;
}

bool MessageCounter::end_frame() {
    const auto is_data = (head_[0] & 0x0F) <= 2;
    const auto is_last = (head_[0] & 0x80) != 0;
    return wrapping_ == Wrapping::frames && is_data && is_last && counts_;
}

std::size_t MessageCounter::feed_nats(std::string_view piece) {
    std::size_t count = 0;
    while (!piece.empty()) {
        if (to_skip_ > 0) {
            const auto skipped = std::min<std::uint64_t>(to_skip_, piece.size());
            to_skip_ -= skipped;
            piece.remove_prefix(skipped);
            if (to_skip_ == 0) ++count;
            continue;
        }
        const auto end = piece.find('\n');
        line_.append(piece.substr(0, end));
        piece.remove_prefix(end == std::string_view::npos ? piece.size() : end + 1);
        if (end != std::string_view::npos || line_.size() > longest_line) {
            if (line_.starts_with("MSG ")) {
                const auto number = line_.substr(line_.rfind(' ') + 1);
                std::from_chars(number.data(), number.data() + number.size(), to_skip_);
                to_skip_ += 2;   // its CR LF
            }
            line_.clear();
        }
    }
    return count;
}

}  // namespace bowball::bench::feed

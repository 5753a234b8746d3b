#include "relay/names.hpp"

#include "core/text.hpp"

namespace bowball::relay {
namespace {

constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

}  // namespace

Result<Names> Names::of(const std::string& meet) {
    const auto is_good = !meet.empty() && meet.size() <= 40 && meet.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string::npos;
    if (!is_good) return Error{errc::bad_input, "The meet's name on the hub has small letters, digits, - and _, at most 40: \"" + printable(meet, 60) + "\" is none."};
    return Names{meet};
}

/// A part of a topic is a token of the subject; what a token cannot have is written as =2E.
std::string Names::view(std::string_view topic) const {
    constexpr std::string_view digits = "0123456789ABCDEF";
    auto subject = "bowball." + meet_ + ".live.view.";
    for (const auto letter : topic) {
        const auto byte = static_cast<unsigned char>(letter);
        if (letter == '/') subject += '.';
        else if (plain.find(letter) != std::string_view::npos) subject += letter;
        else subject.append("=").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    }
    return subject;
}

std::string Names::beat() const { return "bowball." + meet_ + ".live.beat"; }
std::string Names::live() const { return "bowball." + meet_ + ".live.>"; }
std::string Names::live_stream() const { return "bowball-live-" + meet_; }
std::string Names::log(const std::string& epoch) const { return "bowball." + meet_ + ".log." + epoch; }
std::string Names::log_stream(const std::string& epoch) const { return "bowball-log-" + meet_ + "-" + epoch; }

}  // namespace bowball::relay

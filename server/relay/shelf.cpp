#include "relay/shelf.hpp"

namespace bowball::relay {
namespace {

constexpr std::chrono::seconds second_time{2};
constexpr std::chrono::seconds third_time{10};
constexpr int times_said = 3;

}  // namespace

void Shelf::put(Frame frame) {
    fresh_.insert(frame.topic);
    again_.erase(frame.topic);
    to_repeat_.erase(frame.topic);
    held_.insert_or_assign(frame.topic, Held{std::move(frame.bytes), 0, {}});
}

std::vector<Shelf::Frame> Shelf::take(std::size_t again) {
    std::vector<Frame> taken;
    for (const auto& topic : fresh_) taken.push_back({topic, held_.at(topic).bytes});
    fresh_.clear();
    for (; again > 0 && !again_.empty(); --again) {
        const auto topic = *again_.begin();
        again_.erase(again_.begin());
        taken.push_back({topic, held_.at(topic).bytes});
    }
    return taken;
}

void Shelf::give_back(const std::vector<Frame>& frames) {
    for (const auto& frame : frames) {
        if (held_.at(frame.topic).bytes == frame.bytes) fresh_.insert(frame.topic);
    }
}

void Shelf::note_sent(const std::vector<Frame>& frames, Instant now) {
    for (const auto& frame : frames) {
        auto& held = held_.at(frame.topic);
        if (held.bytes != frame.bytes) continue;
        ++held.times;
        held.sent = now;
        if (held.times < times_said) to_repeat_.insert(frame.topic);
    }
}

void Shelf::look(Instant now) {
    std::erase_if(to_repeat_, [&](const std::string& topic) {
        const auto& held = held_.at(topic);
        const auto is_due = now - held.sent >= (held.times == 1 ? second_time : third_time);
        if (is_due) again_.insert(topic);
        return is_due;
    });
}

void Shelf::say_all_again() {
    for (const auto& [topic, held] : held_) {
        if (!fresh_.contains(topic)) again_.insert(topic);
    }
}

}  // namespace bowball::relay

// The same look at a value of a TOML document; knows its file, line and column.
#pragma once
#define TOML_ENABLE_FORMATTERS 0
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>

// The library asserts on some damaged texts instead of refusing them (tests/formats/garbage_test.cpp): what a person typed
// must never end the server, so its assertions throw and parse_toml() catches.
#define TOML_ASSERT(condition) ((condition) ? static_cast<void>(0) : throw std::logic_error{"the TOML library gave up"})
// Some of its assertions stand in functions that may not throw; there the end is what it would have been without us.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wterminate"
#include <toml++/toml.h>
#pragma GCC diagnostic pop
#include <vector>

#include "core/result.hpp"

namespace bowball::formats {

class TomlNode {
public:
    TomlNode(const toml::node& value, std::string file, std::string path = {}) : value_(&value), file_(std::move(file)), path_(std::move(path)) {}

    [[nodiscard]] bool is_null() const { return false; }
    [[nodiscard]] bool is_object() const { return value_->is_table(); }
    [[nodiscard]] bool is_array() const { return value_->is_array(); }
    [[nodiscard]] std::optional<std::int64_t> integer() const {
        const auto* number = value_->as_integer();
        return number != nullptr ? std::optional{number->get()} : std::nullopt;
    }
    [[nodiscard]] std::optional<bool> truth() const {
        const auto* truth = value_->as_boolean();
        return truth != nullptr ? std::optional{truth->get()} : std::nullopt;
    }
    [[nodiscard]] std::optional<std::string> text() const {
        const auto* text = value_->as_string();
        return text != nullptr ? std::optional{text->get()} : std::nullopt;
    }
    /// A date and time of day, since the Unix epoch; without an offset it is taken as UTC. Years 1970 to 2200.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> instant() const {
        const auto* stamp = value_->as_date_time();
        if (stamp == nullptr) return std::nullopt;
        const auto& [date, time, offset] = stamp->get();
        if (date.year < 1970 || date.year > 2200) return std::nullopt;  // what nanoseconds hold
        const std::chrono::nanoseconds day = std::chrono::sys_days{std::chrono::year{date.year} / date.month / date.day}.time_since_epoch();
        const auto east = std::chrono::minutes{offset ? offset->minutes : 0};
        return day + std::chrono::hours{time.hour} + std::chrono::minutes{time.minute} + std::chrono::seconds{time.second} + std::chrono::nanoseconds{time.nanosecond} - east;
    }
    /// Of an instant: whether it says by how much its clock is off UTC.
    [[nodiscard]] bool has_offset() const {
        const auto* stamp = value_->as_date_time();
        return stamp != nullptr && stamp->get().offset.has_value();
    }
    [[nodiscard]] std::size_t size() const { return is_array() ? value_->as_array()->size() : value_->as_table()->size(); }
    [[nodiscard]] TomlNode at(std::size_t index) const { return {*value_->as_array()->get(index), file_, path_ + "[" + std::to_string(index) + "]"}; }
    [[nodiscard]] std::optional<TomlNode> find(const std::string& key) const {
        const auto* found = value_->as_table()->get(key);
        if (found == nullptr) return std::nullopt;
        return TomlNode{*found, file_, path_.empty() ? key : path_ + "." + key};
    }
    [[nodiscard]] std::vector<std::string> keys() const {
        std::vector<std::string> keys;
        for (const auto& [key, value] : *value_->as_table()) keys.emplace_back(key.str());
        return keys;
    }
    [[nodiscard]] std::string where() const {
        const auto& begin = value_->source().begin;
        return file_ + ":" + std::to_string(begin.line) + ":" + std::to_string(begin.column) + ": " + (path_.empty() ? "the file" : path_);
    }
    /// what: behind the place, "must be a list." or ": there are two of that name."
    [[nodiscard]] Error refusal(const std::string& what) const { return {errc::bad_input, where() + " " + what}; }

private:
    const toml::node* value_;
    std::string file_;
    std::string path_;
};

}  // namespace bowball::formats

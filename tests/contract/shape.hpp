// The shape of what a list of fields writes: keys, types, which keys are always there. Walks the same lists as WriteArchive, so it
// knows every key, also those that no recorded race has ever filled.
#pragma once
#include <algorithm>
#include <nlohmann/json.hpp>

#include "formats/archive.hpp"

namespace bowball::formats {

/// {"type":"integer","minimum":0}, {"type":["string","null"]}, {"type":"object","properties":{...},"required":[...]} and so on:
/// the part of JSON Schema that says what is there, and nothing of what it means.
using Shape = nlohmann::json;

template <class T>
[[nodiscard]] Shape shape_of(Unit unit);

class ShapeArchive {
public:
    explicit ShapeArchive(Unit unit) : unit_(unit) {}

    template <class T> void operator()(std::string_view key, T&) { always(std::string{key}, shape_of<T>(unit_)); }
    template <class T> void optional(std::string_view key, T& value) { (*this)(key, value); }
    /// Is left out where it would be null.
    template <class T> void optional_group(std::string_view key, T&) {
        if constexpr (is_optional<T>) sometimes(std::string{key}, shape_of<typename T::value_type>(unit_));
        else sometimes(std::string{key}, shape_of<T>(unit_));
    }
    void mark(std::string_view key, const bool&) { sometimes(std::string{key}, {{"type", "boolean"}}); }
    void span(std::string_view key, const Duration&) { always(with_unit(key), number()); }
    void span(std::string_view key, const std::optional<Duration>&) { always(with_unit(key), {{"type", {"integer", "null"}}}); }
    void span(std::string_view key, const std::vector<Duration>&) { always(with_unit(key), spans()); }
    void optional_span(std::string_view key, const Duration&) { always(with_unit(key), number()); }
    void rare_span(std::string_view key, const Duration&) { sometimes(with_unit(key), number()); }
    void optional_spans(std::string_view key, const std::vector<Duration>&) { sometimes(with_unit(key), spans()); }
    template <class Tag> void instant(std::string_view key, const std::chrono::time_point<Timeline<Tag>>&) { always(with_unit(key), number()); }
    void instant(std::string_view key, const WallTime&) { always(std::string{key} + "_us", number()); }

    [[nodiscard]] Shape take() {
        std::ranges::sort(required_);
        return {{"type", "object"}, {"properties", std::move(properties_)}, {"required", std::move(required_)}};
    }

private:
    static Shape number() { return {{"type", "integer"}}; }
    static Shape spans() { return {{"type", "array"}, {"items", number()}}; }
    [[nodiscard]] std::string with_unit(std::string_view key) const { return std::string{key} + std::string{unit_.suffix}; }
    void sometimes(std::string key, Shape shape) { properties_[std::move(key)] = std::move(shape); }
    void always(const std::string& key, Shape shape) {
        required_.push_back(key);
        sometimes(key, std::move(shape));
    }

    Unit unit_;
    Shape properties_ = Shape::object();
    std::vector<std::string> required_;
};

template <class T>
Shape shape_of(Unit unit) {
    using Plain = std::remove_cv_t<T>;
    if constexpr (std::same_as<Plain, bool>) return {{"type", "boolean"}};
    else if constexpr (std::same_as<Plain, std::string> || std::same_as<Plain, Digest> || Word<Plain>) return {{"type", "string"}};
    else if constexpr (std::unsigned_integral<Plain> || is_id<Plain>) return {{"type", "integer"}, {"minimum", 0}};
    else if constexpr (std::signed_integral<Plain>) return {{"type", "integer"}};
    else if constexpr (is_optional<Plain>) {
        auto inner = shape_of<typename Plain::value_type>(unit);
        inner["type"] = {inner["type"], "null"};
        return inner;
    } else if constexpr (is_vector<Plain>) {
        return {{"type", "array"}, {"items", shape_of<typename Plain::value_type>(unit)}};
    } else {
        ShapeArchive archive{unit};
        Plain value{};
        fields(archive, value);
        return archive.take();
    }
}

}  // namespace bowball::formats

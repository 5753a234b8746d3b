// One look at a value of a parsed document, JSON or TOML alike, that knows where it stands.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowball::formats {

/// A value in a JSON document. Knows its path: "data.lanes[2].crew".
class JsonNode {
public:
    JsonNode(const nlohmann::json& value, std::string path) : value_(&value), path_(std::move(path)) {}

    [[nodiscard]] bool is_null() const { return value_->is_null(); }
    [[nodiscard]] bool is_object() const { return value_->is_object(); }
    [[nodiscard]] bool is_array() const { return value_->is_array(); }
    [[nodiscard]] std::optional<std::int64_t> integer() const {
        if (value_->is_number_unsigned()) {
            const auto number = value_->get<std::uint64_t>();
            if (number > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
            return static_cast<std::int64_t>(number);
        }
        if (value_->is_number_integer()) return value_->get<std::int64_t>();
        return std::nullopt;
    }
    [[nodiscard]] std::optional<bool> truth() const { return value_->is_boolean() ? std::optional{value_->get<bool>()} : std::nullopt; }
    [[nodiscard]] std::optional<std::string> text() const { return value_->is_string() ? std::optional{value_->get<std::string>()} : std::nullopt; }
    [[nodiscard]] std::size_t size() const { return value_->size(); }
    [[nodiscard]] JsonNode at(std::size_t index) const { return {(*value_)[index], path_ + "[" + std::to_string(index) + "]"}; }
    [[nodiscard]] std::optional<JsonNode> find(const std::string& key) const {
        const auto found = value_->find(key);
        if (found == value_->end()) return std::nullopt;
        return JsonNode{*found, path_.empty() ? key : path_ + "." + key};
    }
    [[nodiscard]] std::vector<std::string> keys() const {
        std::vector<std::string> keys;
        for (const auto& [key, value] : value_->items()) keys.push_back(key);
        return keys;
    }
    /// For messages.
    [[nodiscard]] std::string where() const { return path_.empty() ? "the message" : path_; }

private:
    const nlohmann::json* value_;
    std::string path_;
};

}  // namespace bowball::formats

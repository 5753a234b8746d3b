// Reads docs/schemas: as the shape that a schema describes, and as a validator of documents.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace bowball::contract {

/// A schema, references not yet followed. Throws where there is none, or where it is no JSON.
[[nodiscard]] nlohmann::json read_schema(const std::string& file);
/// Every file under docs/schemas, sorted.
[[nodiscard]] std::vector<std::string> schema_files();

/// What formats::shape_of would give for this: references followed, `anyOf` with null as a nullable type, words for people
/// left out. `reference`: "board_view.json" or "facts.json#/definitions/race_armed".
[[nodiscard]] nlohmann::json shape_in(const std::string& reference);

/// What is wrong with a document by this schema; empty: nothing.
[[nodiscard]] std::string problems(const std::string& file, const nlohmann::json& document);

}  // namespace bowball::contract

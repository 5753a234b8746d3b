// Every key that the server can write is in docs/schemas, with its type, and is required there exactly if it is always written.
#include <gtest/gtest.h>

#include <array>

#include "formats/entry.hpp"
#include "formats/event_fields.hpp"
#include "formats/view_fields.hpp"
#include "formats/what_if.hpp"
#include "schema_file.hpp"
#include "shape.hpp"

namespace bowball::contract {
namespace shapes_test {

using formats::Shape;

/// In the order of the variant View.
constexpr std::array view_files{"meet_view.json", "start_list_view.json", "board_view.json", "results_view.json", "start_view.json", "referee_view.json", "console_view.json", "health_view.json", "redundancy_view.json", "medals_view.json", "points_view.json", "inputs_view.json", "progression_view.json", "reactions_view.json", "checkpoint_view.json"};
static_assert(view_files.size() == std::variant_size_v<views::View>, "a new view needs a schema in docs/schemas, its name here, and its topic in view_frame.json");

/// Each difference as a step from what the schema says to what the server writes.
std::string differences(const Shape& described, const Shape& written) {
    std::string text;
    for (const auto& step : Shape::diff(described, written)) text += "\n  " + step.dump();
    return text;
}

template <std::size_t I = 0>
void compare_views() {
    if constexpr (I < std::variant_size_v<views::View>) {
        const auto written = formats::shape_of<std::variant_alternative_t<I, views::View>>(formats::microseconds);
        const auto described = shape_in(view_files[I]);
        EXPECT_EQ(described, written) << view_files[I] << ", to be as the server writes:" << differences(described, written);
        compare_views<I + 1>();
    }
}

template <std::size_t I = 0>
void compare_facts() {
    if constexpr (I < std::variant_size_v<engine::Event>) {
        using Fact = std::variant_alternative_t<I, engine::Event>;
        if (formats::is_public(engine::Event{Fact{}})) {
            const auto reference = "facts.json#/definitions/" + std::string{formats::event_kinds[I]};
            const auto written = formats::shape_of<Fact>(formats::nanoseconds);
            const auto described = shape_in(reference);
            EXPECT_EQ(described, written) << reference << ", to be as the server writes:" << differences(described, written);
        }
        compare_facts<I + 1>();
    }
}

TEST(Schemas, NameEveryKeyOfEveryView) { compare_views(); }

TEST(Schemas, NameEveryKeyOfEveryPublicFact) { compare_facts(); }

TEST(Schemas, NameEveryKeyOfWhatIf) {
    const auto written = formats::shape_of<views::WhatIfAnswer>(formats::microseconds);
    const auto described = shape_in("what_if.json");
    EXPECT_EQ(described, written) << "what_if.json, to be as the server writes:" << differences(described, written);
}

TEST(Schemas, AreDraftSevenAndSayWhatTheyAreFor) {
    for (const auto& file : schema_files()) {
        const auto schema = read_schema(file);
        EXPECT_EQ(schema.value("$schema", ""), "http://json-schema.org/draft-07/schema#") << file;
        EXPECT_FALSE(schema.value("title", "").empty()) << file;
        EXPECT_FALSE(schema.value("description", "").empty()) << file;
    }
}

}  // namespace shapes_test
}  // namespace bowball::contract

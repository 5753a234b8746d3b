#include "folders.hpp"
#include "formats/lane_order_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bowball::formats {
namespace lane_order_file_test {

const rules::LaneOrder& order(std::string_view id) {
    static const auto orders = load_lane_orders(source_folder() + "/config/rules/lanes").value();
    return std::ranges::find(orders, id, &NamedLaneOrder::id)->order;
}

TEST(LaneOrderFile, TheShippedOrdersAreInOrder) {
    EXPECT_EQ(order("rowing_6"), rules::centre_order(6));
    EXPECT_EQ(order("canoe_sprint_9"), rules::centre_order(9));
    EXPECT_EQ(order("rowing_6_best_6").groups, rules::slope_order(6, 1).groups);
    EXPECT_EQ(rules::lane_count(order("swimming_10")), 10U);
    EXPECT_EQ(order("athletics_bend_9").groups.front(), (std::vector<std::uint16_t>{5, 6, 7}));
    for (const auto* id : {"athletics_straight_8", "athletics_200_8", "athletics_bend_8"}) EXPECT_EQ(rules::lane_count(order(id)), 8U) << id;
    for (const auto* id : {"athletics_straight_9", "athletics_200_9", "athletics_bend_9"}) EXPECT_EQ(rules::lane_count(order(id)), 9U) << id;
}

TEST(LaneOrderFile, SaysWhereAMistakeIs) {
    EXPECT_EQ(read_lane_orders("[[orders]]\nid = \"x\"\ngroups = [[1, 2], [2]]\n", "own.toml").error().text, "own.toml:3:10: orders[0].groups: lane 2 is named twice.");
    EXPECT_EQ(read_lane_orders("[[orders]]\nid = \"x\"\ngroup = [[1, 2]]\n", "own.toml").error().text, "own.toml:3:9: orders[0].group is not known here. Did you mean \"groups\"?");
}

}  // namespace lane_order_file_test
}  // namespace bowball::formats

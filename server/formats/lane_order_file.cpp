#include "formats/lane_order_file.hpp"

#include "formats/progression_words.hpp"
// archive.hpp must come after the words.
#include "formats/archive.hpp"
#include "formats/toml_folder.hpp"

namespace bowball::formats {
namespace {

struct OrderRow {
    std::string id;
    std::string title;
    rules::LaneOrder order;
};
struct OrdersFile {
    std::vector<OrderRow> orders;
};

template <class A> void fields(A& a, OrderRow& o) {
    a("id", o.id);
    a("title", o.title);
    a("groups", o.order.groups);
    a("drawing", o.order.drawing);
}
template <class A> void fields(A& a, OrdersFile& f) { a("orders", f.orders); }

}  // namespace

Result<std::vector<NamedLaneOrder>> read_lane_orders(std::string_view text, const std::string& file) {
    const auto parsed = parse_toml(text, file);
    if (!parsed) return parsed.error();
    const ReadRules reading{milliseconds, true, false, 400, 4096};
    const auto orders = read_struct<OrdersFile>(parsed->node(), reading);
    if (!orders) return orders.error();
    const auto list = parsed->node().find("orders");
    std::vector<NamedLaneOrder> named;
    for (std::size_t i = 0; i < orders->orders.size(); ++i) {
        const auto& one = orders->orders[i];
        if (one.id.empty()) return Error{errc::bad_input, list->at(i).where() + " needs an id."};
        if (const auto sound = rules::check(one.order); !sound) return Error{errc::bad_input, list->at(i).where() + ".groups: " + sound.error().text};
        named.push_back({one.id, one.title, one.order});
    }
    return named;
}

Result<std::vector<NamedLaneOrder>> load_lane_orders(const std::string& folder) {
    const auto files = read_toml_folder<std::vector<NamedLaneOrder>>(folder, read_lane_orders);
    if (!files) return files.error();
    std::vector<NamedLaneOrder> all;
    for (const auto& file : *files) all.insert(all.end(), file.begin(), file.end());
    std::ranges::sort(all, {}, &NamedLaneOrder::id);
    const auto twice = std::ranges::adjacent_find(all, {}, &NamedLaneOrder::id);
    if (twice != all.end()) return Error{errc::bad_input, folder + ": two lane orders have the id \"" + twice->id + "\"."};
    return all;
}

}  // namespace bowball::formats

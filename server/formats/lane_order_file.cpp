#include "formats/lane_order_file.hpp"

// The list comes after the words.
#include "formats/toml_list.hpp"

namespace bowball::formats {

template <class A>
void fields(A& a, NamedLaneOrder& o) {
    a("id", o.id);
    a("title", o.title);
    a("groups", o.order.groups);
    a("drawing", o.order.drawing);
}

Result<void> check(const NamedLaneOrder& order) {
    if (order.id.empty()) return Error{errc::bad_input, "id: an order of lanes needs a name."};
    if (const auto sound = rules::check(order.order); !sound) return Error{errc::bad_input, "groups: " + sound.error().text};
    return {};
}

Result<std::vector<NamedLaneOrder>> read_lane_orders(std::string_view text, const std::string& file) { return read_toml_list<NamedLaneOrder>(text, file, "orders"); }
Result<std::vector<NamedLaneOrder>> load_lane_orders(const std::string& folder) { return load_toml_lists<NamedLaneOrder>(folder, "orders"); }

}  // namespace bowball::formats

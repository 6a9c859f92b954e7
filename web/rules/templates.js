/**
 * Menus to begin with: [Korean, English, price] per item; `options` names groups of the template.
 * They are only a start; the owner changes names and prices afterwards.
 */
const drinkOptions = {
  temperature: { name: ['온도', 'Temperature'], min: 1, max: 1, options: [['HOT', 'Hot', 0], ['ICE', 'Iced', 500]] },
  extra: {
    name: ['추가', 'Extras'], min: 0, max: 3,
    options: [['샷 추가', 'Extra shot', 500], ['시럽 추가', 'Syrup', 500], ['디카페인 변경', 'Decaf', 1000]]
  },
};

export const templates = {
  cafe: {
    groups: drinkOptions,
    categories: [
      {
        name: ['커피', 'Coffee'], color: 'hue-1', options: ['temperature', 'extra'],
        items: [
          ['아메리카노', 'Americano', 4000], ['카페라떼', 'Caffè latte', 4500], ['바닐라라떼', 'Vanilla latte', 5000],
          ['카푸치노', 'Cappuccino', 4500], ['카페모카', 'Caffè mocha', 5200], ['콜드브루', 'Cold brew', 5000], ['에스프레소', 'Espresso', 3500]
        ]
      },
      {
        name: ['논커피', 'Non-coffee'], color: 'hue-3', options: ['temperature'],
        items: [
          ['초코라떼', 'Chocolate latte', 5000], ['녹차라떼', 'Green tea latte', 5200], ['고구마라떼', 'Sweet potato latte', 5200],
          ['캐모마일티', 'Chamomile tea', 4500], ['자몽차', 'Grapefruit tea', 5000]
        ]
      },
      {
        name: ['에이드', 'Ade'], color: 'hue-6', options: [],
        items: [['레몬에이드', 'Lemonade', 5500], ['자몽에이드', 'Grapefruit ade', 5500], ['청포도에이드', 'Green grape ade', 5500]]
      },
      {
        name: ['디저트', 'Dessert'], color: 'hue-2', options: [],
        items: [
          ['크루아상', 'Croissant', 4200], ['플레인 스콘', 'Plain scone', 3800], ['치즈케이크', 'Cheesecake', 6500], ['티라미수', 'Tiramisu', 6800],
          ['허니브레드', 'Honey bread', 7500]
        ]
      },
    ],
  },
  restaurant: {
    groups: {
      spice: { name: ['맵기', 'Spiciness'], min: 1, max: 1, options: [['보통', 'Regular', 0], ['순하게', 'Mild', 0], ['맵게', 'Hot', 0]] },
      more: {
        name: ['추가', 'Extras'], min: 0, max: 3, options: [['공깃밥', 'Rice', 1000], ['라면사리', 'Noodles', 2000], ['계란', 'Egg', 1000]]
      },
    },
    categories: [
      {
        name: ['찌개·탕', 'Stews'], color: 'hue-4', options: ['spice', 'more'],
        items: [
          ['김치찌개', 'Kimchi stew', 9000], ['된장찌개', 'Soybean paste stew', 9000], ['순두부찌개', 'Soft tofu stew', 9000],
          ['부대찌개', 'Army stew', 11000], ['갈비탕', 'Short rib soup', 14000]
        ]
      },
      {
        name: ['식사', 'Meals'], color: 'hue-2', options: [],
        items: [
          ['비빔밥', 'Bibimbap', 9500], ['제육덮밥', 'Spicy pork on rice', 10000], ['불고기정식', 'Bulgogi set', 13000],
          ['물냉면', 'Cold noodles', 10000], ['칼국수', 'Knife-cut noodles', 9000]
        ]
      },
      {
        name: ['안주', 'Plates'], color: 'hue-3', options: [],
        items: [['해물파전', 'Seafood pancake', 16000], ['계란말이', 'Rolled omelette', 10000], ['보쌈', 'Boiled pork', 32000]]
      },
      {
        name: ['음료·주류', 'Drinks'], color: 'hue-1', options: [],
        items: [
          ['콜라', 'Cola', 2000], ['사이다', 'Lemon-lime soda', 2000], ['소주', 'Soju', 5000], ['맥주', 'Beer', 5000],
          ['막걸리', 'Makgeolli', 5000]
        ]
      },
    ],
  },
  bakery: {
    groups: { slice: { name: ['슬라이스', 'Slicing'], min: 0, max: 1, options: [['슬라이스', 'Sliced', 0]] } },
    categories: [
      {
        name: ['식빵', 'Loaves'], color: 'hue-2', options: ['slice'],
        items: [['우유식빵', 'Milk bread', 5500], ['통밀식빵', 'Whole wheat loaf', 6000], ['밤식빵', 'Chestnut loaf', 7000]]
      },
      {
        name: ['빵', 'Breads'], color: 'hue-4', options: [],
        items: [
          ['소금빵', 'Salt bread', 3200], ['단팥빵', 'Red bean bun', 2500], ['크림빵', 'Cream bun', 2800], ['소시지빵', 'Sausage bun', 3500],
          ['바게트', 'Baguette', 4500], ['크루아상', 'Croissant', 4000]
        ]
      },
      {
        name: ['케이크', 'Cakes'], color: 'hue-5', options: [],
        items: [['생크림케이크', 'Fresh cream cake', 35000], ['초코케이크', 'Chocolate cake', 36000], ['조각 치즈케이크', 'Cheesecake slice', 6500]]
      },
      {
        name: ['음료', 'Drinks'], color: 'hue-1', options: [],
        items: [['아메리카노', 'Americano', 3500], ['카페라떼', 'Caffè latte', 4000], ['우유', 'Milk', 2000]]
      },
    ],
  },
};

/**
 * A template as the calls that make it: option groups, then categories, then items.
 * @param {string} name
 * @param {{language: string, newId: () => string}} how
 */
export function planOf(name, { language, newId }) {
  const word = (pair) => pair[language === 'ko' ? 0 : 1];
  const template = templates[name];
  const groupIds = {};
  const groups = Object.entries(template.groups).map(([key, group]) => {
    groupIds[key] = newId();
    return {
      id: groupIds[key], name: word(group.name), min: group.min, max: group.max,
      options: group.options.map((option) => ({ id: newId(), name: word(option), price: option[2] }))
    };
  });
  const categories = template.categories.map((category, position) => ({ id: newId(), name: word(category.name), position }));
  const items = template.categories.flatMap((category, place) => category.items.map((item, position) => ({
    id: newId(), categoryId: categories[place].id, name: word(item), price: item[2], taxClass: 'taxable', color: category.color, position, optionGroupIds: category.options.map((key) => groupIds[key]),
  })));
  return { groups, categories, items };
}

/** The first few names of a template, to show what is in it. */
export const tasteOf = (name, language) => templates[name].categories.flatMap((category) => category.items.slice(0, 2)).map((item) => item[language === 'ko' ? 0 : 1]).slice(0, 5);

export const countOf = (name) => templates[name].categories.reduce((count, category) => count + category.items.length, 0);
